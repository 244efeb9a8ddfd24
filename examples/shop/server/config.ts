/** Reads a setting that the shop can't start without. */
function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

const databaseUser = required('DB_USER');
const databasePassword = encodeURIComponent(required('DB_PASSWORD'));

export const config = {
  port: Number(process.env.PORT ?? 3000),
  publicUrl: required('PUBLIC_URL'),
  databaseUrl: `postgres://${databaseUser}:${databasePassword}@db.kettle.internal:5432/shop`,
  replicaUrl: process.env.REPLICA_URL ?? 'postgres://reports:gKN5B5d8chVmfhlHZt@replica.kettle.internal:5432/shop',
  analyticsFile: '/var/lib/kettle/analytics.sqlite',
  exportFolder: process.env.EXPORT_FOLDER ?? '/var/lib/kettle/exports',
  archiveFolder: '/var/lib/kettle/archives',
  uploadFolder: '/var/lib/kettle/uploads',
  jwtKey: required('JWT_KEY'),
  partnerKey: process.env.PARTNER_KEY ?? '',
  dataKey: Buffer.from(required('DATA_KEY'), 'base64'),
  downloadSecret: required('DOWNLOAD_SECRET'),
  paymentKey: required('PAYMENT_KEY'),
  courier: {
    headers: { apiKey: 'x-courier-api-key', apiSecret: 'x-courier-api-secret' },
    apiKey: required('COURIER_API_KEY'),
    apiSecret: 'YW67OdqcQ5qKomowyGbQ7h7wZX4hgCJ5',
    webhookKey: required('COURIER_WEBHOOK_KEY'),
  },
  smtp: { host: required('SMTP_HOST'), user: required('SMTP_USER'), password: required('SMTP_PASSWORD') },
};
