// What a secret looks like wherever it has no business: keys, tokens, passwords in addresses and in assignments.
export const SECRETS: readonly { name: string; pattern: RegExp }[] = [
  { name: 'private key', pattern: /-----BEGIN (?:RSA |EC |OPENSSH |ENCRYPTED )?PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}/ },
  {
    name: 'password in an address',
    pattern: /\b[a-z]{3,12}:\/\/[\w.-]+:(?!\$\{|secret\b|password\b|x\b|p\b|test\b)[^\s:@/'"`${}]{8,}@[\w.-]+/,
  },
  { name: 'cloud key', pattern: /\b(?:AKIA|ASIA|LTAI)[A-Za-z0-9]{12,}\b/ },
  {
    name: 'token',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|xox[abpr]-[\w-]{20,}|glpat-[\w-]{18,}|npm_[A-Za-z0-9]{30,})\b/,
  },
  { name: 'argon2 hash', pattern: /\$argon2(?:id|i|d)\$v=\d+\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]{8,}/ },
  { name: 'signed token', pattern: /\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{15,}/ },
];

/** Names of the patterns that stand in a text. */
export const secretsIn = (text: string): string[] =>
  SECRETS.filter(({ pattern }) => pattern.test(text)).map(({ name }) => name);
