import type { SinkCategory } from "./types.js";

/** Connections that are opened and accepted. */
export const network: readonly SinkCategory[] = [
  {
    id: "listener",
    title: "listens on the network",
    stride: ["S", "D"],
    cwe: [306, 400],
    severity: "medium",
    threat: "unauthenticated access",
    control: "authentication before anything else",
    go: `
      net/http.{ListenAndServe,ListenAndServeTLS,Serve,ServeTLS} net/http.Server.{ListenAndServe,ListenAndServeTLS,Serve,ServeTLS}
      net.{Listen,ListenTCP,ListenUDP,ListenPacket,ListenUnix} net.ListenConfig.{Listen,ListenPacket} crypto/tls.Listen
      github.com/gin-gonic/gin.Engine.{Run,RunTLS,RunUnix,RunFd,RunListener} github.com/labstack/echo.Echo.{Start,StartTLS,StartServer,StartAutoTLS}
      github.com/gofiber/fiber.App.{Listen,ListenTLS,Listener} google.golang.org/grpc.Server.Serve
      github.com/valyala/fasthttp.{ListenAndServe,ListenAndServeTLS} golang.org/x/crypto/ssh.NewServerConn net/rpc.{Accept,ServeConn}`,
    typescript: `
      express#Application.listen {http,https,http2,net,tls}#Server.listen net#createServer tls#createServer
      {http,https,http2}#{createServer,createSecureServer} fastify#FastifyInstance.listen koa#Koa.listen
      @hono/node-server#serve @nestjs/core#NestFactory.create @nestjs/core#NestFactory.createMicroservice
      ws#{WebSocketServer,Server} socket.io#Server dgram#createSocket bun#serve @grpc/grpc-js#Server.bindAsync`,
  },
  {
    id: "client",
    title: "calls other systems",
    stride: ["I", "S"],
    cwe: [918],
    severity: "medium",
    threat: "server-side request forgery",
    control: "a list of allowed destinations",
    go: `
      net/http.{Get,Post,PostForm,Head,NewRequest,NewRequestWithContext} net/http.Client.{Get,Post,PostForm,Head,Do}
      net.{Dial,DialTimeout,DialTCP,DialUDP,DialUnix} net.Dialer.{Dial,DialContext} crypto/tls.{Dial,DialWithDialer}
      net/http/httputil.{NewSingleHostReverseProxy,ReverseProxy.ServeHTTP} google.golang.org/grpc.{Dial,DialContext,NewClient}
      github.com/go-resty/resty.Request.{Get,Post,Put,Delete,Patch,Execute} github.com/gorilla/websocket.Dialer.{Dial,DialContext}
      net/smtp.{SendMail,Dial} golang.org/x/crypto/ssh.Dial net/rpc.{Dial,DialHTTP}`,
    typescript: `
      fetch {http,https}#{request,get} http2#connect {net,tls}#{connect,createConnection}
      axios axios#{get,post,put,patch,delete,request,head,Axios.request,default} axios#AxiosInstance.{get,post,put,patch,delete,request,head}
      got got#{got,get,post,put,patch,delete,stream,default} node-fetch node-fetch#default undici#{fetch,request,stream,Client.request}
      superagent superagent#{get,post,put,delete,patch} request request#{get,post,put,delete,patch} request-promise needle needle#{get,post}
      ky ky#{get,post,put,patch,delete} download puppeteer#Page.goto playwright#Page.goto nodemailer#Transporter.sendMail
      http-proxy#createProxyServer http-proxy-middleware#createProxyMiddleware`,
  },
];
