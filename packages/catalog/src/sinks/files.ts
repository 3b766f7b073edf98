import type { SinkCategory } from "./types.js";

/** Files and paths. */
export const files: readonly SinkCategory[] = [
  {
    id: "file-serve",
    title: "sends files to a caller",
    stride: ["I"],
    cwe: [22],
    severity: "high",
    threat: "path traversal",
    control: "paths held inside one folder",
    go: `
      net/http.{ServeFile,ServeFileFS,FileServer,FileServerFS} github.com/gin-gonic/gin.Context.{File,FileAttachment,FileFromFS}
      github.com/gin-gonic/gin.{Engine,RouterGroup}.{Static,StaticFile,StaticFS}
      github.com/labstack/echo.Context.{File,Attachment,Inline} github.com/labstack/echo.{Echo,Group}.{Static,File}
      github.com/gofiber/fiber.Ctx.{SendFile,Download} github.com/gofiber/fiber.App.Static`,
    typescript: `
      express#Response.{sendFile,sendfile,download} express#static serve-static serve-index
      fastify#FastifyReply.{sendFile,download} koa-send koa-static @fastify/static @hono/node-server/serve-static#serveStatic`,
  },
  {
    id: "file-write",
    title: "writes or removes files",
    stride: ["T"],
    cwe: [22, 73],
    severity: "medium",
    threat: "path traversal",
    control: "paths held inside one folder",
    go: `
      os.{Create,WriteFile,OpenFile,Remove,RemoveAll,Rename,Mkdir,MkdirAll,Chmod,Chown,Symlink,Link,Truncate}
      io/ioutil.WriteFile github.com/gin-gonic/gin.Context.SaveUploadedFile github.com/gofiber/fiber.Ctx.SaveFile`,
    typescript: `
      {fs,fs/promises,fs-extra,graceful-fs}#{writeFile,writeFileSync,appendFile,appendFileSync,createWriteStream}
      {fs,fs/promises,fs-extra,graceful-fs}#{unlink,unlinkSync,rm,rmSync,rmdir,rmdirSync,rename,renameSync,mkdir,mkdirSync}
      {fs,fs/promises,fs-extra,graceful-fs}#{copyFile,copyFileSync,cp,cpSync,symlink,symlinkSync,link,linkSync,chmod,chmodSync}
      {fs,fs/promises,fs-extra}#{truncate,truncateSync}
      fs#promises.{writeFile,appendFile,unlink,rm,rmdir,rename,mkdir,copyFile,cp,symlink,chmod}
      fs-extra#{outputFile,outputFileSync,outputJson,writeJson,writeJsonSync,remove,removeSync,move,moveSync,copy,copySync,emptyDir,ensureDir}
      rimraf rimraf#{rimraf,sync,rimrafSync} del bun#write`,
  },
  {
    id: "file-read",
    title: "opens files",
    stride: ["I"],
    cwe: [22],
    severity: "low",
    threat: "path traversal",
    control: "paths held inside one folder",
    go: "os.{Open,ReadFile,ReadDir} io/ioutil.{ReadFile,ReadDir} github.com/gin-gonic/gin.Engine.LoadHTMLFiles",
    typescript: `
      {fs,fs/promises,fs-extra,graceful-fs}#{readFile,readFileSync,createReadStream,open,openSync,readdir,readdirSync}
      fs#promises.{readFile,open,readdir} fs-extra#{readJson,readJsonSync}`,
  },
  {
    id: "upload",
    title: "takes files from callers",
    stride: ["T", "D"],
    cwe: [434, 400],
    severity: "medium",
    threat: "unrestricted upload",
    control: "limits on size and type",
    go: `
      net/http.Request.{FormFile,ParseMultipartForm,MultipartReader} github.com/gin-gonic/gin.Context.{FormFile,MultipartForm}
      github.com/labstack/echo.Context.{FormFile,MultipartForm} github.com/gofiber/fiber.Ctx.{FormFile,MultipartForm}`,
    typescript: `
      multer multer#Multer.{single,array,fields,any} formidable formidable#{formidable,IncomingForm} busboy
      express-fileupload @fastify/multipart`,
  },
  {
    id: "archive",
    title: "unpacks archives",
    stride: ["T", "D"],
    cwe: [22, 409],
    severity: "medium",
    threat: "archive path traversal",
    control: "checked names and limited sizes of entries",
    go: `
      archive/zip.{OpenReader,NewReader} archive/tar.NewReader compress/gzip.NewReader compress/bzip2.NewReader compress/zlib.NewReader
      compress/flate.NewReader github.com/klauspost/compress/zstd.NewReader`,
    typescript: `
      adm-zip#AdmZip.{extractAllTo,extractAllToAsync,extractEntryTo}
      unzipper#{Parse,Extract,Open.buffer,Open.file} yauzl#{open,fromBuffer} tar#{x,extract} extract-zip decompress
      zlib#{gunzip,gunzipSync,inflate,inflateSync,unzip,unzipSync,brotliDecompress,brotliDecompressSync,createGunzip,createUnzip}`,
  },
];
