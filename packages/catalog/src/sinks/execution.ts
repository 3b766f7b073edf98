import type { SinkCategory } from "./types.js";

/** Programs that are started, and text that is run as code. */
export const execution: readonly SinkCategory[] = [
  {
    id: "process",
    title: "starts programs",
    stride: ["E", "T"],
    cwe: [78, 88],
    severity: "critical",
    threat: "command injection",
    control: "a fixed program and a list of checked arguments",
    go: `
      os/exec.{Command,CommandContext} os.StartProcess syscall.{Exec,ForkExec,StartProcess}
      golang.org/x/sys/unix.Exec golang.org/x/sys/execabs.{Command,CommandContext}
      golang.org/x/crypto/ssh.Session.{Run,Start,Output,CombinedOutput}`,
    typescript: `
      child_process#{exec,execSync,execFile,execFileSync,spawn,spawnSync,fork}
      execa execa#{execa,execaSync,execaCommand,execaCommandSync,execaNode,$,default}
      cross-spawn cross-spawn#{spawn,sync} shelljs#{exec,cmd}
      zx#$ tinyexec#{exec,x} nano-spawn bun#{spawn,spawnSync,$} ssh2#Client.exec node-pty#spawn`,
  },
  {
    id: "code",
    title: "runs text as code",
    stride: ["E", "T"],
    cwe: [94, 95],
    severity: "critical",
    threat: "code injection",
    control: "no code made of input",
    go: `
      plugin.Open github.com/robertkrimen/otto.{Run,Otto.Run,Otto.Eval}
      github.com/dop251/goja.{Runtime.RunString,Runtime.RunScript,Runtime.RunProgram}
      github.com/yuin/gopher-lua.LState.{DoString,DoFile}
      github.com/traefik/yaegi/interp.Interpreter.{Eval,EvalPath}
      go.starlark.net/starlark.{ExecFile,ExecFileOptions,Eval}`,
    typescript: `
      eval Function window.{eval,Function} vm#{runInContext,runInNewContext,runInThisContext,compileFunction,Script,SourceTextModule}
      vm2#VM.{run,runFile} vm2#NodeVM.{run,runFile} isolated-vm#Context.eval
      notevil notevil#{eval,Function,default} static-eval safe-eval`,
  },
];
