import { decodeDsaParameters } from '../formats/dsa.ts';
import type { DomainValues } from '../model/objects/domain-parameters.ts';

/** A self-signed certificate of `CN=cryptoki probe`, whose private key nobody has. */
export const CERTIFICATE: Buffer = Buffer.from(
  `MIIBdjCCARygAwIBAgIBATAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5jcnlwdG9raSBwcm9iZTAgFw0yNjExMjMxNDI1NTlaGA8y
MTI2MTAzMDE0MjU1OVowGTEXMBUGA1UEAwwOY3J5cHRva2kgcHJvYmUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARA+BE+930k
X+3mcPKki3ZaVkwQcnQkwCd74MqkkkQ4fbibOMX4zpqg6eOp3WPB5kVXYYNi6+YyrPao1m6fjK6co1MwUTAdBgNVHQ4EFgQUo5dn
87cylGcwaUn/S0kyG4/I4PcwHwYDVR0jBBgwFoAUo5dn87cylGcwaUn/S0kyG4/I4PcwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjO
PQQDAgNIADBFAiEA1CVbVRdttcoM+4f+3BaFA0/Yewr0bej35n1KqyBSjrECIG9CvaFrIXyeh0NkNGvspVFpByAyMYjL+tae6vi8
hd1v`,
  'base64',
);

/** DSA parameters of 2048 and 256 bits: making them takes seconds. */
export function dsaParameters(): DomainValues {
  const { prime, subprime, base } = decodeDsaParameters(
    Buffer.from(
      `MIICLAKCAQEAu6+xERJMcQcOY4ATINjIzPnga8TbzGrKO4KO2+lUCynsmDDxGuEIlBZZkNxm1YOr1pysgQi5VhPlvZudClyYMFhP
HLqECFaF7tNd46f1QTG/jCJAfykyVPX2xJOKY9jrJd9nwdm0WmlL86lmxICmJKCaJ1E84SiShssDKQBg77lQRaprV67YbkwpTKib
QBrciInFdrdgEo4jpSAlhCthowqKvRGsXmAyEuY68vA6DMZ6V7NY+16MArNYBRGJ2R1kAabha5Y51WrvvNqbt+4To+0ArdBYwNHh
LKVuFPWY/J7l17ILuoMNfqUuctJJsRvKxYYKB3kF/UOC0Tv84yzGuQIhAI4s9mO4ZuvAryM4xzGejwKLHAhUr/wt8yn3vO8MgfkT
AoIBAHZjrsQ8IteQKu82zOA8QYM1WF2tdHwUZ54Cul3GdWGvH19Hgh9fPXMMWzYagW2wrqZb4t4qu1qLhBerq5W8MrnpufnehDhV
u5qC2Rpw+Fx9BdOWJMR8zMvUAKtfAd73X8BvsgmjSYGg6Kh8zg/Sk6u+HKPkEVx8XuPExp0rmew97bb8tpRMHwenYVnaseVVw8HD
RfH1CKT8iqpZ5tdUUqJhNF6rEVDs4bqZeNGtoqAwzBK+oYRrywqmGk83JZ11ifV/0e6ryBio5pi7quV+AI+jYLUxHu+4RmelCppx
GRaTLCcIizBQacYgiMlroabM6E4s4MawXPJcvpcWmzmhaxA=`,
      'base64',
    ),
  );
  return { prime: prime!, subprime: subprime!, base: base! };
}
