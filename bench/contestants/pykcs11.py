"""The same work through PyKCS11, the Python binding that Debian has. The protocol is that of native/floor.c."""
import json
import sys
import time

MEBIBYTE = 1 << 20


def tell(**result):
    print(json.dumps(result), flush=True)


def measure(run, milliseconds):
    batch, done, began = 1, 0, time.perf_counter()
    while True:
        for _ in range(batch):
            run()
        done += batch
        elapsed = time.perf_counter() - began
        if elapsed * 1000 >= milliseconds:
            return elapsed * 1e9 / done
        if elapsed * 1000 < milliseconds / 10:
            batch *= 2


def main(path, pin):
    began = time.perf_counter()
    import PyKCS11 as p

    lib = p.PyKCS11Lib()
    lib.load(path)
    slot = lib.getSlotList(tokenPresent=True)[0]
    session = lib.openSession(slot, p.CKF_SERIAL_SESSION | p.CKF_RW_SESSION)
    session.login(pin)

    def secret(mechanism, size):
        template = [(p.CKA_VALUE_LEN, size), (p.CKA_ENCRYPT, True), (p.CKA_DECRYPT, True), (p.CKA_SIGN, True),
                    (p.CKA_VERIFY, True)]
        return session.generateKey(template, mecha=p.Mechanism(mechanism, None))

    hmac = secret(p.CKM_GENERIC_SECRET_KEY_GEN, 32)
    little, data1m, iv = bytes(32), bytes(MEBIBYTE), bytes(16)
    SHA256_HMAC = p.Mechanism(p.CKM_SHA256_HMAC, None)
    session.sign(hmac, little, SHA256_HMAC)
    tell(name='load', ns=(time.perf_counter() - began) * 1e9)

    aes = secret(p.CKM_AES_KEY_GEN, 32)
    rsa_public, rsa_private = session.generateKeyPair(
        [(p.CKA_MODULUS_BITS, 2048), (p.CKA_PUBLIC_EXPONENT, (1, 0, 1)), (p.CKA_VERIFY, True)],
        [(p.CKA_SIGN, True)], mecha=p.MechanismRSAGENERATEKEYPAIR)
    ec_public, ec_private = session.generateKeyPair(
        [(p.CKA_EC_PARAMS, bytes.fromhex('06082a8648ce3d030107')), (p.CKA_VERIFY, True)],
        [(p.CKA_SIGN, True)], mecha=p.Mechanism(p.CKM_ECDSA_KEY_PAIR_GEN, None))
    data = session.createObject([(p.CKA_CLASS, p.CKO_DATA), (p.CKA_LABEL, 'bench-object'), (p.CKA_VALUE, tuple(b'value'))])
    RSA = p.Mechanism(p.CKM_SHA256_RSA_PKCS, None)
    ECDSA = p.Mechanism(p.CKM_ECDSA, None)
    CBC = p.Mechanism(p.CKM_AES_CBC_PAD, iv)
    gcm = p.AES_GCM_Mechanism(iv[:12], b'', 128)
    rsa_signature = session.sign(rsa_private, little, RSA)
    ec_signature = session.sign(ec_private, little, ECDSA)
    searchable = set()

    def create_destroy():
        session.destroyObject(session.createObject(
            [(p.CKA_CLASS, p.CKO_DATA), (p.CKA_LABEL, 'bench-temporary'), (p.CKA_VALUE, tuple(b'value'))]))

    def search(size):
        application = 'bench-search-%d' % size
        if size not in searchable:
            searchable.add(size)
            for i in range(size):
                session.createObject([(p.CKA_CLASS, p.CKO_DATA), (p.CKA_APPLICATION, application),
                                      (p.CKA_LABEL, 'object %d' % i), (p.CKA_OBJECT_ID, tuple(b'object')),
                                      (p.CKA_VALUE, tuple(b'value'))])
        found = session.findObjects([(p.CKA_CLASS, p.CKO_DATA), (p.CKA_APPLICATION, application)])
        for each in found:
            session.getAttributeValue(each, [p.CKA_LABEL, p.CKA_OBJECT_ID])
        assert len(found) == size, len(found)

    operations = {
        'random16': lambda: session.generateRandom(16),
        'hmac32': lambda: session.sign(hmac, little, SHA256_HMAC),
        'cbc32': lambda: session.encrypt(aes, little, CBC),
        'cbc1mOwn': lambda: session.encrypt(aes, data1m, CBC),
        'gcm1k': lambda: session.encrypt(aes, data1m[:1024], gcm),
        'signEcdsa': lambda: session.sign(ec_private, little, ECDSA),
        'signRsa': lambda: session.sign(rsa_private, little, RSA),
        'verifyEcdsa': lambda: session.verify(ec_public, little, ec_signature, ECDSA),
        'verifyRsa': lambda: session.verify(rsa_public, little, rsa_signature, RSA),
        'attributes3': lambda: session.getAttributeValue(data, [p.CKA_CLASS, p.CKA_LABEL, p.CKA_APPLICATION]),
        'createDestroy': create_destroy,
        'search10k': lambda: search(10000),
        'search100k': lambda: search(100000),
    }
    for line in sys.stdin:
        name, milliseconds = line.split()
        if name in operations:
            tell(name=name, ns=measure(operations[name], float(milliseconds)))
        else:
            tell(name=name)
    session.closeSession()


main(*sys.argv[1:])
