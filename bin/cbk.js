#!/usr/bin/env node
import module from 'node:module';

// Compiled code is kept between runs where Node can (22.8 and later); older versions just go without.
module.enableCompileCache?.();
const { main } = await import('../dist/cli.js');
process.exitCode = await main(process.argv.slice(2));
