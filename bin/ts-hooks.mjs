// Lets node, node --test and cucumber-js run this project's .ts files through ts-node, as ES modules.
// Node 22.15 and newer: module.registerHooks in this thread. Node 20: ts-node's own loader thread.
import { existsSync, readFileSync } from 'node:fs';
import nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

process.env.TS_NODE_PROJECT ??= fileURLToPath(new URL('../tsconfig.json', import.meta.url));

const isOurs = (url) => url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');

if (typeof nodeModule.registerHooks === 'function') {
  const { default: tsNode } = await import('ts-node');
  const compiler = tsNode.create();
  nodeModule.registerHooks({
    resolve(specifier, context, next) {
      // The emitted code says './x.js' where the source says './x.ts'; point it back at the source.
      if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL !== undefined && isOurs(context.parentURL)) {
        const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
        if (existsSync(source)) return next(source.href, context);
      }
      return next(specifier, context);
    },
    load(url, context, next) {
      if (!isOurs(url)) return next(url, context);
      const file = fileURLToPath(url);
      return { format: 'module', shortCircuit: true, source: compiler.compile(readFileSync(file, 'utf8'), file) };
    },
  });
} else {
  process.setSourceMapsEnabled(true);
  nodeModule.register('ts-node/esm', import.meta.url);
}
