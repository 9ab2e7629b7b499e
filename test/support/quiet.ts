// n8n's engine logs every failed run; the failures are what the tests ask for.
process.env.N8N_LOG_LEVEL = 'silent';
// What nodes remember ends with the test, and never reaches a file of the user.
process.env.FREELANCE_HUB_DATABASE_URL = 'process';
