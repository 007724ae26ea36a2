/**
 * The key pair that signs contextual ads where enrolment is not checked (spec: on-device 2.9). Nothing about it
 * is secret: it proves that a signature is made the right way, and nothing else.
 */
export const CONTEXTUAL_TEST_KEY = {
  /** SubjectPublicKeyInfo in DER, in base64. */
  publicKey:
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEVagKKS+Qo9I5uX+7XJLh0rIFumCWnXyXOV9yd/0/OuLPMMsXUXK8yk9TFctFOMLzfdUcpJLLxD2jU54NDElxIg==",
  /** PKCS #8 in DER, in base64. */
  privateKey:
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgMTTq+V/Hadg51Uo69/uusBVkLjhyL+dk+MdLSTpCSEehRANCAARVqAopL5Cj0jm5f7tckuHSsgW6YJadfJc5X3J3/T864s8wyxdRcrzKT1MVy0U4wvN91RykksvEPaNTng0MSXEi",
} as const;
