#!/usr/bin/env node
import module from 'node:module';

// Compiled code is kept between runs where Node can (22.8 and later); older versions just go without.
module.enableCompileCache?.();
await import('../dist/cli.js');
