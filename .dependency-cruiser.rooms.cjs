// Folders form layers: none needs another that needs it. Tests may reach anywhere, so they are left out.
const { options } = require('./.dependency-cruiser.cjs');

module.exports = {
  forbidden: [{ name: 'no-circle-of-rooms', severity: 'error', scope: 'folder', from: {}, to: { circular: true } }],
  options: { ...options, exclude: { path: '\\.test\\.ts$' } },
};
