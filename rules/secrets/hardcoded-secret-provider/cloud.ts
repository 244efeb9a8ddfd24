import type { FormatDetector, SecretDetector } from '../../../engine/rule.ts';
import { documented, named, observed, provider, UUID } from './provider.ts';

/** A key of an Azure service, with the mark of the service after so many characters. */
function markedKey(mark: string, before: number): Omit<FormatDetector, 'provider' | 'opens' | 'revoke'> {
  const sign = mark.replace('+', '\\+');
  return {
    kind: 'format',
    id: `azure-key-${mark.replace('+', '').toLowerCase()}`,
    title: 'An Azure service key',
    severity: 'high',
    confidence: 'medium',
    keywords: [mark],
    before,
    pattern: new RegExp(`(?<secret>[0-9A-Za-z+/]{${before}}${sign}[0-9A-Za-z+/]{4,8}={0,2})(?![0-9A-Za-z+/=])`),
  };
}

/**
 * AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids (prefixes),
 * https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html.
 * Google: https://cloud.google.com/docs/authentication/api-keys, https://cloud.google.com/storage/docs/authentication/hmackeys.
 * Azure: https://learn.microsoft.com/purview/sit-defn-azure-storage-account-key,
 * https://learn.microsoft.com/azure/storage/common/storage-sas-overview,
 * https://learn.microsoft.com/azure/azure-functions/function-keys-how-to.
 * DigitalOcean: https://docs.digitalocean.com/reference/api/create-personal-access-token/ and its changelog (prefixes).
 * The others are known from keys that were issued.
 */
export const cloud: readonly SecretDetector[] = [
  ...provider(
    'AWS',
    'all that the user or role may do',
    'Deactivate and delete the key in IAM, under the security credentials of its user.',
    {
      kind: 'format',
      id: 'aws-access-key-id',
      title: 'An AWS access key id',
      // The id alone opens nothing; with its secret beside it, everything that the user may do.
      severity: 'medium',
      confidence: 'high',
      keywords: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
      pattern: /(?<secret>(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16})/,
      pair: { detector: 'aws-secret-access-key', severity: 'critical' },
    },
    {
      kind: 'format',
      id: 'aws-secret-access-key',
      title: 'An AWS secret access key',
      severity: 'critical',
      confidence: 'high',
      keywords: ['aws_secret_access_key', 'secretaccesskey', 'secret_access_key', 'aws_secret_key', 'awssecretkey'],
      pattern:
        /(?:aws_secret_access_key|secretAccessKey|secret_access_key|aws_secret_key|awsSecretKey)["'\]]{0,2} {0,4}(?:=>|:=|=|:) {0,4}["'`]?(?<secret>[0-9A-Za-z+/]{40})(?![0-9A-Za-z+/=])/i,
    },
    {
      kind: 'format',
      id: 'aws-session-token',
      title: 'An AWS session token',
      severity: 'medium',
      confidence: 'medium',
      keywords: ['FwoG', 'IQoJ'],
      pattern: /(?<secret>(?:FwoG|IQoJ)[0-9A-Za-z+/]{100,2000}={0,2})/,
      context: ['session_token', 'sessiontoken', 'security_token', 'security-token'],
      revoke: "Revoke the role's sessions in IAM; it ends by itself within a day and a half.",
    },
    documented('aws-bedrock-key', 'An Amazon Bedrock API key', 'critical', 'ABSK', '[0-9A-Za-z+/]{100,300}={0,2}'),
    documented(
      'aws-bedrock-short-key',
      'A short-term Amazon Bedrock API key',
      'high',
      'bedrock-api-key-',
      '[0-9A-Za-z+/]{60,2000}={0,2}',
    ),
    observed('aws-mws-token', 'An Amazon MWS auth token', 'high', 'amzn.mws.', UUID),
    named('aws-ses-password', 'An Amazon SES SMTP password', 'high', ['ses', 'smtp'], 'B[0-9A-Za-z+/]{43}'),
  ),
  ...provider(
    'Google',
    'paid services on your bill, and data when the key is not restricted',
    'Delete it, or restrict it to the sites, applications and services that need it, under Credentials in the Google Cloud console.',
    // Keys of Firebase's web applications are public by design: https://firebase.google.com/docs/projects/api-keys
    documented('google-api-key', 'A Google API key', 'medium', 'AIza', '[\\w-]{35}(?![\\w-])', {
      lowBeside: ['authdomain', 'messagingsenderid', 'storagebucket'],
    }),
    observed('google-oauth-secret', 'A Google OAuth client secret', 'high', 'GOCSPX-', '[\\w-]{28}(?![\\w-])', {
      pair: { detector: 'google-oauth-client', severity: 'critical' },
    }),
    {
      kind: 'format',
      id: 'google-oauth-client',
      title: 'A Google OAuth client id',
      severity: 'low',
      confidence: 'high',
      use: 'publishable',
      keywords: ['.apps.googleusercontent.com'],
      before: 32,
      pattern: /(?<secret>[0-9a-z]{32}\.apps\.googleusercontent\.com)/,
    },
    observed('google-access-token', 'A Google access token', 'medium', 'ya29.', '[\\w-]{20,1000}', {}),
    observed('google-refresh-token', 'A Google refresh token', 'high', '1//0', '[\\w-]{40,150}(?![\\w-])', {}),
    documented('google-hmac-id', 'A Cloud Storage HMAC key id', 'medium', 'GOOG1E', '[0-9A-Z]{55}'),
    observed('google-new-api-key', 'A Google API key', 'medium', 'AQ.', '[\\w-]{40,80}(?![\\w-])', {
      context: ['google', 'gemini', 'vertex', 'genai'],
    }),
    observed(
      'firebase-server-key',
      'A legacy Firebase Cloud Messaging server key',
      'low',
      'AAAA',
      '[\\w-]{7}:[\\w-]{130,150}',
    ),
  ),
  ...provider(
    'Azure',
    'the data and functions of the account or service',
    'Regenerate the key of the service in the Azure portal (there are two, so that one works meanwhile).',
    {
      kind: 'format',
      id: 'azure-sas',
      title: 'An Azure shared access signature',
      severity: 'high',
      confidence: 'high',
      keywords: ['sig='],
      pattern: /sig=(?<secret>[0-9A-Za-z%+/]{43,80}(?:%3[Dd]|=))/,
      context: ['sv=20', 'sharedaccesssignature', 'se=20'],
      // https://learn.microsoft.com/rest/api/storageservices/create-service-sas#specify-the-signature-validity-interval
      expiry: /(?:^|[?&; ])se=(?<day>\d{4}-\d\d-\d\d)/,
      revoke: 'Regenerate the account key or change the stored access policy that signed it.',
    },
    {
      kind: 'format',
      id: 'azure-client-secret',
      title: 'A Microsoft Entra client secret',
      severity: 'critical',
      confidence: 'medium',
      keywords: ['Q~'],
      before: 4,
      pattern: /(?<secret>[\w~.-]{3}\dQ~[\w~.-]{31,34})(?![\w~.-])/,
      revoke: "Delete it under Certificates & secrets of the app's registration.",
    },
    {
      kind: 'format',
      id: 'azure-identifiable-key',
      title: 'An Azure service key',
      severity: 'high',
      confidence: 'medium',
      keywords: ['JQQJ99'],
      before: 52,
      pattern: /(?<secret>[0-9A-Za-z]{52}JQQJ99[0-9A-Za-z]{26})/,
    },
    // Service keys of 52 or 88 characters carry the mark of their service near the end.
    ...['AzSe', 'AzFu', 'AzCa', '+ACR', 'AIoT'].map((mark) => markedKey(mark, 42)),
    ...['+ASt', 'ACDb', '+ABa', 'APIM', 'ACOG'].map((mark) => markedKey(mark, 76)),
    named(
      'azure-storage-key',
      'An Azure Storage or Cosmos DB key',
      'critical',
      ['azure', 'cosmos', 'cosmosdb', 'storage'],
      '[0-9A-Za-z+/]{86}==',
    ),
    named(
      'azure-function-key',
      'An Azure Functions key',
      'high',
      ['azure', 'function', 'functions'],
      '[\\w-]{52,56}(?:==)?',
    ),
    named('azure-cognitive-key', 'An Azure AI services key', 'high', ['azure', 'cognitive'], '[0-9a-f]{32}'),
    {
      kind: 'format',
      id: 'azure-function-url',
      title: 'An Azure Functions URL with its key',
      severity: 'high',
      confidence: 'high',
      keywords: ['.azurewebsites.net/api/'],
      pattern:
        /\.azurewebsites\.net\/api\/[\w/-]{1,100}\?(?:clientId=[\w-]{1,60}&)?code=(?<secret>[\w%-]{50,70}={0,2})/,
    },
    {
      kind: 'format',
      id: 'azure-configuration-secret',
      title: 'A connection string of Azure App Configuration',
      severity: 'high',
      confidence: 'high',
      keywords: ['azconfig.io;id='],
      pattern: /azconfig\.io;Id=[\w+/:-]{4,80}={0,2};Secret=(?<secret>[0-9A-Za-z+/]{40,90}={0,2})/i,
    },
    {
      kind: 'format',
      id: 'azure-signalr-key',
      title: 'A connection string of Azure SignalR or Web PubSub',
      severity: 'high',
      confidence: 'high',
      keywords: ['accesskey='],
      pattern: /AccessKey=(?<secret>[0-9A-Za-z+/]{43,90}={0,2})/i,
      context: ['endpoint=https://'],
    },
    {
      kind: 'format',
      id: 'azure-publish-profile',
      title: 'The password of an Azure publish profile',
      severity: 'high',
      confidence: 'high',
      keywords: ['userpwd='],
      pattern: /userPWD="(?<secret>[0-9A-Za-z]{30,80})"/i,
      revoke: 'Reset the publish profile of the app in the Azure portal.',
    },
  ),
  ...provider(
    'Microsoft Teams, Power Automate',
    'posting into the channel and starting the flow',
    'Delete the webhook or the flow and make a new one.',
    {
      kind: 'format',
      id: 'teams-webhook',
      title: 'A Microsoft Teams webhook URL',
      severity: 'medium',
      confidence: 'medium',
      keywords: ['.webhook.office.com/'],
      pattern: new RegExp(
        `\\.webhook\\.office\\.com/webhookb2/(?<secret>${UUID}@${UUID}/IncomingWebhook/[0-9a-f]{32}/${UUID}(?:/[\\w-]{1,60}){0,1})`,
      ),
    },
    {
      kind: 'format',
      id: 'logic-app-url',
      title: 'A Logic Apps or Power Automate URL with its signature',
      severity: 'medium',
      confidence: 'medium',
      keywords: ['.logic.azure.com', '.powerplatform.com'],
      pattern:
        /\.(?:logic\.azure|powerplatform)\.com(?::443)?\/[\w/.-]{1,200}\?[\w%&=./-]{1,200}sig=(?<secret>[\w-]{40,50})/,
    },
  ),
  ...provider(
    'DigitalOcean',
    'machines, databases and domains of the team',
    'Delete it under API, Tokens in the control panel.',
    documented('digitalocean-token', 'A DigitalOcean token', 'critical', 'dop_v1_', '[0-9a-f]{64}'),
    documented('digitalocean-oauth-token', 'A DigitalOcean OAuth token', 'critical', 'doo_v1_', '[0-9a-f]{64}'),
    documented('digitalocean-refresh-token', 'A DigitalOcean refresh token', 'critical', 'dor_v1_', '[0-9a-f]{64}'),
    named(
      'digitalocean-spaces-key',
      'A DigitalOcean Spaces secret',
      'high',
      ['spaces', 'digitalocean'],
      '[\\w+/-]{43}',
    ),
  ),
  ...provider(
    'Alibaba Cloud',
    'all that the user may do',
    'Disable and delete the AccessKey pair under Resource Access Management.',
    observed('alibaba-key-id', 'An Alibaba Cloud AccessKey id', 'medium', 'LTAI', '[0-9A-Za-z]{12,24}', {
      pair: { detector: 'alibaba-secret', severity: 'critical' },
    }),
    named(
      'alibaba-secret',
      'An Alibaba Cloud AccessKey secret',
      'high',
      ['alibaba', 'aliyun', 'alicloud', 'oss'],
      '[0-9A-Za-z]{30}',
    ),
  ),
  ...provider(
    'Tencent Cloud',
    'all that the user may do',
    'Disable and delete the key under Access Management, API Keys.',
    observed('tencent-key-id', 'A Tencent Cloud SecretId', 'medium', 'AKID', '[0-9A-Za-z]{28,40}', {
      pair: { detector: 'tencent-secret', severity: 'critical' },
    }),
    named('tencent-secret', 'A Tencent Cloud SecretKey', 'high', ['tencent', 'qcloud', 'cos'], '[0-9A-Za-z]{32}'),
  ),
  ...provider(
    'Yandex Cloud',
    'all that the service account may do',
    'Delete the key of the service account in the console.',
    observed('yandex-api-key', 'A Yandex Cloud API key', 'high', 'AQVN', '[\\w-]{33,40}(?![\\w-])'),
    observed(
      'yandex-iam-token',
      'A Yandex Cloud IAM token',
      'medium',
      't1.',
      '[\\w-]{20,300}={0,2}\\.[\\w-]{80,100}={0,2}',
    ),
    observed('yandex-oauth-token', 'A Yandex OAuth token', 'high', 'y0_', '[\\w-]{50,70}(?![\\w-])'),
    named('yandex-secret', 'A Yandex Cloud secret', 'high', ['yandex', 'yc'], 'YC[\\w-]{38}'),
  ),
  ...provider(
    'IBM Cloud',
    'all that the user or service may do',
    'Delete it under Manage, Access (IAM), API keys.',
    named('ibm-key', 'An IBM Cloud API key', 'high', ['ibm', 'ibmcloud', 'watson', 'bluemix'], '[\\w-]{44}'),
  ),
  ...provider(
    'Oracle Cloud',
    'all that the user may do',
    'Delete it under My profile, API keys or Auth tokens.',
    named('oracle-token', 'An Oracle Cloud auth token', 'high', ['oci', 'oraclecloud']),
  ),
  ...provider(
    'Huawei Cloud',
    'all that the user may do',
    'Delete it under My Credentials, Access Keys.',
    named('huawei-key', 'A Huawei Cloud key', 'medium', ['huawei', 'huaweicloud']),
  ),
  ...provider(
    'Baidu AI Cloud',
    'all that the user may do',
    'Delete it under Security Authentication, Access Key.',
    named('baidu-key', 'A Baidu AI Cloud key', 'medium', ['baidu', 'bce']),
  ),
  ...provider(
    'Backblaze',
    'files in the buckets that the key may use',
    'Delete it under Application Keys.',
    observed('backblaze-key', 'A Backblaze application key', 'high', 'K00', '\\d[0-9A-Za-z+/]{27}(?![0-9A-Za-z+/])', {
      context: ['backblaze', 'b2'],
    }),
  ),
  ...provider(
    'Wasabi',
    'files in the buckets that the user may use',
    'Delete it under Access Keys.',
    named('wasabi-secret', 'A Wasabi secret key', 'high', ['wasabi', 'wasabisys'], '[0-9A-Za-z+/]{40}'),
  ),
  ...provider(
    'Storj',
    'files in the buckets that the grant allows',
    'Delete the access under Access Keys.',
    named('storj-key', 'A Storj secret', 'medium', ['storj']),
  ),
  ...provider(
    'Cloudflare R2',
    'files in the buckets that the token may use',
    'Roll it under R2, Manage API tokens.',
    named('r2-secret', 'A Cloudflare R2 secret', 'high', ['r2', 'cloudflarer2'], '[0-9a-f]{64}'),
  ),
  ...provider(
    'MinIO',
    'files in the buckets that the user may use',
    'Remove it with `mc admin user svcacct rm`.',
    named('minio-secret', 'A MinIO secret key', 'medium', ['minio']),
  ),
];
