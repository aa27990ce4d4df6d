// SPDX-FileCopyrightText: 2026 The FieldKit founders
// SPDX-License-Identifier: Apache-2.0
// PouchDB's own server on leveldb, as it comes: node pouch_server.js PORT FOLDER
const path = require('path');
const from = require('module').createRequire(path.join(process.env.PEERS, 'x.js'));
const express = from('express');
const PouchDB = from('pouchdb-node').defaults({ prefix: process.argv[3] + '/' });
const app = express();
app.use('/', from('express-pouchdb')(PouchDB, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: process.argv[3] + '/log.txt' }));
app.listen(Number(process.argv[2]), '127.0.0.1');
