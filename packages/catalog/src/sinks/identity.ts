import type { SinkCategory } from "./types.js";

/** Who somebody is, how that is remembered, and what nobody else should know. */
export const identity: readonly SinkCategory[] = [
  {
    id: "authentication",
    title: "decides who somebody is",
    stride: ["S", "E"],
    cwe: [287, 347],
    severity: "high",
    threat: "authentication bypass",
    control: "verified credentials and tokens",
    go: `
      github.com/golang-jwt/jwt.{Parse,ParseWithClaims,NewParser,NewWithClaims,Parser.Parse,Parser.ParseWithClaims,Parser.ParseUnverified}
      github.com/golang-jwt/jwt.Token.{SignedString,SigningString} github.com/dgrijalva/jwt-go.{Parse,ParseWithClaims,NewWithClaims}
      github.com/lestrrat-go/jwx/jwt.{Parse,ParseString,ParseRequest,Sign} github.com/go-jose/go-jose/jwt.ParseSigned
      golang.org/x/crypto/bcrypt.{CompareHashAndPassword,GenerateFromPassword} golang.org/x/crypto/argon2.{IDKey,Key} golang.org/x/crypto/scrypt.Key
      net/http.Request.BasicAuth golang.org/x/oauth2.Config.{Exchange,AuthCodeURL} github.com/coreos/go-oidc/oidc.IDTokenVerifier.Verify
      github.com/pquerna/otp/totp.{Validate,ValidateCustom,Generate}`,
    typescript: `
      jsonwebtoken#{sign,verify,decode} jose#{jwtVerify,SignJWT,decodeJwt,jwtDecrypt,EncryptJWT} jws#{verify,decode,sign} jwt-simple#{encode,decode}
      {bcrypt,bcryptjs}#{compare,compareSync,hash,hashSync} argon2#{verify,hash} crypto#{scrypt,scryptSync}
      passport#{authenticate,use,serializeUser,deserializeUser} passport-local#Strategy passport-jwt#Strategy
      express-jwt express-jwt#{expressjwt,default} express-oauth2-jwt-bearer#auth express-basic-auth
      @nestjs/jwt#JwtService.{sign,signAsync,verify,verifyAsync,decode} next-auth next-auth#{default,getServerSession} better-auth#betterAuth
      otplib#authenticator.{check,verify,generate,generateSecret} speakeasy#totp.verify openid-client#{Issuer.discover,Client.callback,authorizationCodeGrant}`,
  },
  {
    id: "session",
    title: "keeps sessions and cookies",
    stride: ["S"],
    cwe: [384, 614],
    severity: "medium",
    threat: "session hijacking",
    control: "secure, short-lived and renewed sessions",
    go: `
      net/http.SetCookie github.com/gin-gonic/gin.Context.SetCookie github.com/labstack/echo.Context.SetCookie github.com/gofiber/fiber.Ctx.Cookie
      github.com/gorilla/sessions.{NewCookieStore,NewFilesystemStore,Session.Save,CookieStore.Get,Store.Get}
      github.com/alexedwards/scs.SessionManager.{Put,RenewToken,Destroy} github.com/gin-contrib/sessions.{Sessions,Default}
      github.com/gorilla/securecookie.{New,SecureCookie.Encode,SecureCookie.Decode}`,
    typescript: `
      express#Response.{cookie,clearCookie} express-session cookie-session cookie-parser @fastify/session @fastify/cookie koa-session
      fastify#FastifyReply.setCookie iron-session#getIronSession next/headers#cookies().set hono/cookie#{setCookie,setSignedCookie}`,
  },
  {
    id: "secrets",
    title: "reads secrets or the environment",
    stride: ["I"],
    cwe: [526, 522],
    severity: "low",
    threat: "leaked secrets",
    control: "secrets kept out of code, logs and answers",
    go: `
      os.{Getenv,LookupEnv,Environ} syscall.Getenv github.com/joho/godotenv.{Load,Read,Overload} github.com/spf13/viper.{GetString,BindEnv,AutomaticEnv}
      github.com/kelseyhightower/envconfig.Process github.com/hashicorp/vault/api.{Logical.Read,KVv2.Get}
      github.com/aws/aws-sdk-go-v2/service/secretsmanager.Client.GetSecretValue
      cloud.google.com/go/secretmanager/apiv1.Client.AccessSecretVersion github.com/zalando/go-keyring.{Get,Set}`,
    typescript: `
      dotenv#{config,parse,default.config} keytar#{getPassword,setPassword} @aws-sdk/client-secrets-manager#GetSecretValueCommand
      @google-cloud/secret-manager#SecretManagerServiceClient.accessSecretVersion @azure/keyvault-secrets#SecretClient.getSecret
      process.{env,loadEnvFile} process#{env,loadEnvFile} node-vault#{read,write}`,
  },
];
