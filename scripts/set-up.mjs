/** Makes a fresh clone ready: packages and build, each only when needed. */
import { build, install } from './steps.mjs';

install();
build();
