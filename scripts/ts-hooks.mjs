// Lets node, node --test and cucumber-js run this project's .ts files through ts-node, as ES modules.
// Node 22.15 and newer: module.registerHooks in this thread. Node 20: a loader thread.
import nodeModule from 'node:module';
import { load, resolve } from './ts-loader.mjs';

process.setSourceMapsEnabled(true);
if (typeof nodeModule.registerHooks === 'function') nodeModule.registerHooks({ load, resolve });
else nodeModule.register('./ts-loader.mjs', import.meta.url);
