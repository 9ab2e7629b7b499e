module.exports = require('./dist/lib/index.js');
