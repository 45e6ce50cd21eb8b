-- The requests of one verb, for wrk; `Asker` in asking.py asks the same in Python.
local verb, count, page, more, made, asked = "get", 1, "/messages", "", {}, 0
local failed = 0

function init(words)
  verb, count, page = words[1], tonumber(words[2]), words[3]
  wrk.headers["Content-Type"] = "application/json"
  if words[4] == "close" then wrk.headers["Connection"] = "close" end
  if verb ~= "delete" and verb ~= "mixed" then response = nil end
end

local function one()
  return "/messages/" .. (asked * 7919 % count + 1)
end

local function draft()
  return '{"from": "+15017122661", "to": "+15558675310", "body": "Message '
    .. asked .. ': is this the ship that is faster than light?"}'
end

local ask = {}

function ask.get() return wrk.format("GET", one()) end
function ask.list() return wrk.format("GET", page) end
function ask.post() return wrk.format("POST", "/messages", nil, draft()) end
function ask.put() return wrk.format("PUT", one(), nil, draft()) end

function ask.delete()
  local id = table.remove(made, 1)
  if not id then return ask.post() end
  return wrk.format("DELETE", "/messages/" .. id)
end

function ask.mixed()
  local turns = { "post", "get", "list", "put", "delete" }
  return ask[turns[asked % 5 + 1]]()
end

function request()
  asked = asked + 1
  return ask[verb]()
end

function response(status, headers, body)
  if status == 201 then
    made[#made + 1] = body:match('"id":%s*"?([%w_-]+)')
  end
end

function done(summary, latency, requests)
  local e = summary.errors
  failed = e.connect + e.read + e.write + e.status + e.timeout
  print(string.format("RESULT %d %d %d %d %d", summary.requests, summary.duration,
    failed, latency:percentile(50), latency:percentile(99)))
end
