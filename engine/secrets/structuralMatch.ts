/** A secret that its structure tells: where it stands, and what it is. */
export interface StructuralMatch {
  readonly form: 'private-key' | 'url-credentials' | 'connection-string' | 'jwt' | 'password-hash';
  /** What it is more closely, when that changes what it is worth. */
  readonly kind?: 'encrypted-key' | 'service-jwt' | 'unsigned-jwt' | 'public-jwt' | 'login-hash' | 'key-store';
  /** The span of the secret itself. */
  readonly start: number;
  readonly end: number;
  /** The day after which it opens nothing. */
  readonly expires?: string;
}
