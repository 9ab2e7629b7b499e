// n8n's engine logs every failed run; the failures are what the tests ask for.
process.env.N8N_LOG_LEVEL = 'silent';
