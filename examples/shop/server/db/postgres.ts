import { readFileSync } from 'node:fs';
import pg from 'pg';
import { config } from '../config';

const ca = readFileSync('/etc/kettle/database-ca.crt', 'utf8');

/** The shop's own database. */
export const shopPool = new pg.Pool({ connectionString: config.databaseUrl, ssl: { ca, rejectUnauthorized: true } });

/** A copy that may lag a few seconds behind; for reading only. */
export const replicaPool = new pg.Pool({ connectionString: config.replicaUrl, ssl: { ca }, max: 2 });
