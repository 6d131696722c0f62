/** The port `discard`: nobody listens there, so a driver that forgets the endpoint reaches nobody. */
const NOWHERE = 'http://127.0.0.1:9';

/**
 * What the AWS SDKs need in order to talk to a stand-in for the service, and to nothing else: the endpoint under the
 * name that they derive from the service's id (it beats the general one), credentials that are none, a region, and no
 * look at the user's own profile or at a machine's metadata. Whatever else is set for them (`AWS_...`) is left out.
 */
export function sdkEnvironment(endpoint: string | null): Readonly<Record<string, string | undefined>> {
  const theirs = Object.keys(process.env).filter((name) => name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(theirs.map((name) => [name, undefined])),
    AWS_ENDPOINT_URL_NEPTUNE_GRAPH: endpoint ?? NOWHERE,
    AWS_ENDPOINT_URL: endpoint ?? NOWHERE,
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not-a-secret',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: NO_FILE,
    AWS_SHARED_CREDENTIALS_FILE: NO_FILE,
  };
}

const NO_FILE = process.platform === 'win32' ? 'NUL' : '/dev/null';
