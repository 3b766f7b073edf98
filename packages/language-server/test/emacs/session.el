;;; Does in Emacs what a person would, and writes down what that person sees. -*- lexical-binding: t -*-

(setq debug-on-error nil
      eglot-autoshutdown nil
      eglot-confirm-server-edits nil
      make-backup-files nil
      create-lockfiles nil)

(require 'package)
(package-initialize)
(load (getenv "GUIDE") nil t t)
(require 'eglot)

(defvar seen nil)

(defun wait-for (what wanted)
  (let ((until (+ (float-time) 20)))
    (while (not (funcall wanted))
      (when (> (float-time) until) (error "Waited for %s in vain" what))
      (accept-process-output nil 0.05)
      (flymake-start))))

(defun messages ()
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun ask (method)
  (jsonrpc-request (eglot--current-server-or-lose) method (eglot--TextDocumentPositionParams)))

(defun step-diagnostics ()
  (wait-for "a diagnostic" #'messages)
  (push (cons 'wrong (vconcat (messages))) seen)
  (goto-char (point-min))
  (search-forward "#sqlj")
  (replace-match "#sqli")
  (eglot--signal-textDocument/didChange)
  (wait-for "no diagnostic" (lambda () (null (messages)))))

(defun step-hover ()
  (goto-char (point-min))
  (search-forward "#sq")
  (push (cons 'hover (json-encode (ask :textDocument/hover))) seen))

(defun step-completion ()
  (goto-char (point-max))
  (insert "// @exposes #till to #")
  (eglot--signal-textDocument/didChange)
  (push (cons 'completion (json-encode (ask :textDocument/completion))) seen)
  (delete-region (line-beginning-position) (point-max))
  (eglot--signal-textDocument/didChange))

;; Eglot asks before it changes files that nobody has open.
(defun step-rename ()
  (fset 'y-or-n-p (lambda (&rest _) t))
  (goto-char (point-min))
  (search-forward "#sq")
  (eglot-rename "injection")
  (save-some-buffers t))

(condition-case problem
    (progn
      (find-file "src/till.js")
      (call-interactively #'eglot)
      (dolist (step (split-string (getenv "STEPS") ","))
        (funcall (intern (concat "step-" step)))))
  (error (push (cons 'problem (format "%S" problem)) seen)))

(with-temp-file (getenv "SEEN") (insert (json-encode seen)))
(kill-emacs 0)
