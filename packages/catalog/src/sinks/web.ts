import type { SinkCategory } from "./types.js";

/** The id of the category of functions that answer requests: they are entry points. */
export const HANDLER = "handler";

/** The id of the category of calls that say which function answers what. */
export const ROUTES = "routes";

/** Requests, their answers, and what is put into pages. */
export const web: readonly SinkCategory[] = [
  {
    id: HANDLER,
    title: "answers requests",
    stride: ["S", "E"],
    cwe: [862, 20],
    severity: "medium",
    threat: "unauthorised access",
    control: "a check of who asks and what for",
    go: `
      net/http.{ResponseWriter,Request}.* net/http.{Error,NotFound,ServeContent} github.com/gin-gonic/gin.Context.* github.com/labstack/echo.Context.*
      github.com/gofiber/fiber.Ctx.* github.com/valyala/fasthttp.RequestCtx.* github.com/aws/aws-lambda-go/events.APIGatewayProxyRequest.*`,
    typescript: `
      express#{Request,Response}.* express-serve-static-core#{Request,Response}.* fastify#{FastifyRequest,FastifyReply}.*
      koa#{Context,ParameterizedContext,Koa.Context,Koa.ParameterizedContext}.* hono#Context.*
      next#{NextApiRequest,NextApiResponse}.* next/server#NextRequest.* next/server#NextResponse.{json,redirect,next,rewrite}
      http#ServerResponse.* @nestjs/common#{Get,Post,Put,Patch,Delete,Head,Options,All,Sse}
      @nestjs/microservices#{MessagePattern,EventPattern,GrpcMethod} @nestjs/websockets#SubscribeMessage @nestjs/graphql#{Query,Mutation,Subscription}
      @types/aws-lambda#APIGatewayProxyEvent.* aws-lambda#APIGatewayProxyEvent.*`,
  },
  {
    id: ROUTES,
    title: "says which function answers which request",
    stride: ["S", "E"],
    cwe: [862],
    severity: "low",
    threat: "unauthorised access",
    control: "a check of who asks in front of every route",
    go: `
      net/http.{HandleFunc,Handle} net/http.ServeMux.{HandleFunc,Handle}
      github.com/gin-gonic/gin.{Engine,RouterGroup}.{GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS,Any,Handle,Match}
      github.com/labstack/echo.{Echo,Group}.{GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS,Any,Add,Match}
      github.com/go-chi/chi.{Mux,Router}.{Get,Post,Put,Patch,Delete,Head,Options,Handle,HandleFunc,Method,MethodFunc}
      github.com/gorilla/mux.Router.{Handle,HandleFunc} github.com/gorilla/mux.Route.{Handler,HandlerFunc}
      github.com/julienschmidt/httprouter.Router.{GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS,Handle,Handler,HandlerFunc}
      github.com/gofiber/fiber.{App,Group,Router}.{Get,Post,Put,Patch,Delete,Head,Options,All,Add}`,
    typescript: `
      express#{Application,Router}.{get,post,put,patch,delete,all,head,options}
      fastify#FastifyInstance.{get,post,put,patch,delete,all,head,options,route}
      {@koa/router,koa-router}#Router.{get,post,put,patch,del,delete,all,head}
      hono#Hono.{get,post,put,patch,delete,all,on}`,
  },
  {
    id: "redirect",
    title: "sends a browser elsewhere",
    stride: ["S"],
    cwe: [601],
    severity: "medium",
    threat: "open redirect",
    control: "a list of allowed targets",
    go: `
      net/http.{Redirect,RedirectHandler} github.com/gin-gonic/gin.Context.Redirect github.com/labstack/echo.Context.Redirect
      github.com/gofiber/fiber.Ctx.Redirect`,
    typescript: `
      express#Response.{redirect,location} fastify#FastifyReply.redirect koa#{Context,ParameterizedContext,Koa.Context}.redirect
      hono#Context.redirect next/server#NextResponse.redirect next/navigation#{redirect,permanentRedirect}`,
  },
  {
    id: "html",
    title: "puts text into a page as markup",
    stride: ["T", "I"],
    cwe: [79],
    severity: "high",
    threat: "cross-site scripting",
    control: "escaped or sanitised output",
    go: `
      html/template.{HTML,JS,JSStr,CSS,HTMLAttr,URL,Srcset} github.com/labstack/echo.Context.{HTML,HTMLBlob}
      text/template.Template.{Execute,ExecuteTemplate}`,
    typescript: `
      dangerouslySetInnerHTML Element.{innerHTML,outerHTML,insertAdjacentHTML}
      document.{write,writeln} window.document.{write,writeln} @angular/platform-browser#DomSanitizer.{bypassSecurityTrustHtml,bypassSecurityTrustScript}
      @angular/platform-browser#DomSanitizer.{bypassSecurityTrustUrl,bypassSecurityTrustResourceUrl,bypassSecurityTrustStyle}
      @angular/core#inject().{bypassSecurityTrustHtml,bypassSecurityTrustScript,bypassSecurityTrustUrl,bypassSecurityTrustResourceUrl}
      html-react-parser html-react-parser#default lit/directives/unsafe-html.js#unsafeHTML lit-html/directives/unsafe-html#unsafeHTML
      hono/html#raw`,
  },
  {
    id: "template",
    title: "makes templates of text",
    stride: ["E", "T"],
    cwe: [1336, 94],
    severity: "medium",
    threat: "template injection",
    control: "templates that no input is part of",
    go: "{html,text}/template.Template.Parse {html,text}/template.New().Parse {html,text}/template.New().{Funcs,Delims,Option}().Parse",
    typescript: `
      pug#{compile,render} jade#{compile,render} handlebars#compile ejs#{compile,render} nunjucks#{renderString,compile}
      mustache#render lodash#template lodash/template underscore#template dot#template eta#Eta.renderString`,
  },
];
