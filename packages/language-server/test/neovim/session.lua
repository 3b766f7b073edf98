-- Does in Neovim what a person would, and writes down what that person sees. The configuration was loaded before.
local seen = {}

local function wait(what, wanted)
  if not vim.wait(15000, wanted, 20) then error("waited for " .. what .. " in vain") end
end

local function codes()
  return vim.tbl_map(function(one)
    return { line = one.lnum, column = one.col, message = one.message }
  end, vim.diagnostic.get(0))
end

local function replace(line, from, to)
  local text = vim.fn.getline(line):gsub(vim.pesc(from), to)
  vim.fn.setline(line, text)
end

local function at(line, word)
  vim.fn.cursor(line, vim.fn.getline(line):find(word, 1, true) + 1)
end

local function client()
  for _, one in pairs(vim.lsp.buf_get_clients(0)) do return one end
end

local steps = {}

function steps.diagnostics()
  wait("a diagnostic", function() return #codes() > 0 end)
  seen.wrong = codes()
  replace(1, "#sqlj", "#sqli")
  wait("no diagnostic", function() return #codes() == 0 end)
end

function steps.completion()
  local line = vim.fn.line("$")
  vim.fn.append(line, "// @exposes #till to #")
  vim.fn.cursor(line + 1, 1)
  vim.cmd("startinsert!")
  local params = vim.lsp.util.make_position_params()
  params.position = { line = line, character = #vim.fn.getline(line + 1) }
  local answers = vim.lsp.buf_request_sync(0, "textDocument/completion", params, 15000)
  local _, answer = next(answers)
  local items = vim.lsp.util.text_document_completion_list_to_complete_items(answer.result, "")
  seen.completion = vim.tbl_map(function(item) return item.word end, items)
  vim.cmd("stopinsert")
  vim.fn.deletebufline("%", line + 1)
end

function steps.hover()
  at(1, "#sqli")
  vim.lsp.buf.hover()
  local function window()
    for _, one in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(one).relative ~= "" then return one end
    end
  end
  wait("a hover", function() return window() ~= nil end)
  seen.hover = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window()), 0, -1, false)
  vim.api.nvim_win_close(window(), true)
end

function steps.rename()
  at(1, "#sqli")
  vim.lsp.buf.rename("injection")
  wait("the rename", function() return vim.fn.getline(1):find("#injection", 1, true) ~= nil end)
  vim.cmd("silent wall")
  wait("no diagnostic", function() return #codes() == 0 end)
end

local function run()
  vim.cmd("edit src/till.ts")
  wait("a client", function() return client() ~= nil and client().server_capabilities ~= nil end)
  for _, name in ipairs(vim.split(vim.env.STEPS, ",")) do steps[name]() end
end

local well, problem = xpcall(run, debug.traceback)
if not well then seen.problem = problem end
vim.fn.writefile({ vim.fn.json_encode(seen) }, vim.env.SEEN)
vim.cmd("qall!")
