import type { SinkCategory } from "./types.js";

/** Ciphers, hashes, keys, and numbers nobody should guess. */
export const cryptography: readonly SinkCategory[] = [
  {
    id: "weak-crypto",
    title: "uses ciphers or hashes that are broken",
    stride: ["T", "I"],
    cwe: [327, 328],
    severity: "medium",
    threat: "weak cryptography",
    control: "current algorithms",
    go: `
      crypto/md5.{New,Sum} crypto/sha1.{New,Sum} crypto/des.{NewCipher,NewTripleDESCipher} crypto/rc4.NewCipher
      golang.org/x/crypto/{md4,ripemd160}.New golang.org/x/crypto/blowfish.NewCipher crypto/cipher.{NewCBCEncrypter,NewOFB}`,
    typescript:
      "crypto#{createCipher,createDecipher} crypto-js#{MD5,SHA1,DES.encrypt,RC4.encrypt} md5 sha1 blueimp-md5",
  },
  {
    id: "crypto",
    title: "hashes, encrypts or signs",
    stride: ["T", "I"],
    cwe: [327, 320],
    severity: "low",
    threat: "weak cryptography",
    control: "current algorithms and managed keys",
    go: `
      crypto/aes.NewCipher crypto/cipher.{NewGCM,NewCTR} crypto/hmac.New crypto/rsa.{GenerateKey,SignPKCS1v15,SignPSS,EncryptPKCS1v15}
      crypto/rsa.{EncryptOAEP,DecryptOAEP,DecryptPKCS1v15,VerifyPKCS1v15,VerifyPSS} crypto/ecdsa.{GenerateKey,Sign,SignASN1,Verify,VerifyASN1}
      crypto/ed25519.{GenerateKey,Sign,Verify} crypto/x509.{ParseCertificate,CreateCertificate} golang.org/x/crypto/nacl/{box,secretbox}.{Seal,Open}
      golang.org/x/crypto/chacha20poly1305.New golang.org/x/crypto/pbkdf2.Key`,
    typescript: `
      crypto#{createHash,createHmac,createCipheriv,createDecipheriv,createSign,createVerify,sign,verify,generateKeyPair,generateKeyPairSync}
      crypto#{publicEncrypt,privateDecrypt,privateEncrypt,publicDecrypt,pbkdf2,pbkdf2Sync,createSecretKey}
      crypto#{subtle.encrypt,subtle.decrypt,subtle.sign,subtle.verify,subtle.importKey,webcrypto.subtle.encrypt}
      crypto.subtle.{encrypt,decrypt,sign,verify,importKey,deriveKey} crypto-js#{AES.encrypt,AES.decrypt,HmacSHA256,SHA256}
      tweetnacl#{secretbox,box,sign} node-forge#{pki.rsa.generateKeyPair,cipher.createCipher}`,
  },
  {
    id: "random",
    title: "takes numbers that can be guessed",
    stride: ["S", "I"],
    cwe: [338],
    severity: "low",
    threat: "guessable values",
    control: "a cryptographic source of random numbers",
    go: `
      math/rand.{Int,Intn,Int31,Int31n,Int63,Int63n,Uint32,Uint64,Float64,Perm,Read,Seed,New,Shuffle,IntN,N}
      math/rand.Rand.{Int,Intn,Int31,Int31n,Int63,Int63n,Uint32,Uint64,Float64,Perm,Read,IntN}`,
    typescript: "Math.random lodash#random random-js#Random.integer crypto#pseudoRandomBytes",
  },
];
