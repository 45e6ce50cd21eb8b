# %% [markdown]
# # 12 · Who are you, and may you?
#
# **How does a server know who asks, and what may they do?**
#
# 45 minutes. You need lessons 00 to 11.
#
# After this lesson you can
#
# - prove who you are with each call, by a secret or by a token, and tell a `401` from a
#   `403`,
# - keep a secret out of URLs, logs and programs.

# %%
import requests

from lessons import check, compare, hint, predict, show, solution
from toy_api import start

api = start()

# %% [markdown]
# ## Look back
#
# Answer from memory, then unfold.
#
# 1. A status begins with a 4. Whose turn is it?
# 2. A `GET` is answered with `307` and a `Location`. What does `requests` do?
#
# <details>
# <summary>Answers</summary>
#
# 1. Yours: the client has to send another request.
# 2. It sends the same `GET` to that address, and gives you the answer from there.
#
# </details>
#
# ## Who are you?
#
# So far, your server never asked who you are. It has two **accounts**, `ada` and `ben`.
# Each has a name and a secret, and so can say who it is. `api.lock()` closes the door:
# from now on your server refuses whoever does not say who asks.
#
# The same `GET` goes out twice: first by nobody, then by ada. `auth=` takes a pair, a
# name and a secret. **Predict:** what is the first digit of each answer? Then look for
# the one line that only the second request has.

# %%
ada, ben = api.accounts[0], api.accounts[-1]
one = f"{api.url}/messages/1"
api.lock()
for proof in None, ada:
    show(requests.get(one, auth=proof))

# %% [markdown]
# First a `401`, then a `200`. To find out who asks is called **authentication**. A
# `401` says that this did not succeed. (Its phrase, `Unauthorized`, is an old name, and
# a misleading one.) With it comes `WWW-Authenticate`: the ways in which you can prove
# who you are. This server knows two, `Basic` and `Bearer`. (`realm` names what is
# protected.)
#
# `auth=` chose Basic: it added a field to the request, `Authorization`. In the log
# stands `****`: the server masks it there. But what crossed the wire? The client knows,
# since it wrote the field: you find it in `response.request`.
#
# **Predict:** somebody listens to the line while ben asks, and has no key to anything.
# Can they read his secret, `tin-whistle`?

# %%
predict("listener_reads_secret", ...)  # True or False

# %% tags=["M21"]
from base64 import b64decode

asked = requests.get(one, auth=ben).request
field = asked.headers["Authorization"]
print(field)
heard = b64decode(field.removeprefix("Basic "))
print(heard)
compare("listener_reads_secret", b"tin-whistle" in heard)

# %% [markdown]
# One line, no key: the name, a colon, the secret. **Base64** is no encryption. It only
# writes bytes in letters, digits and a few signs, and anybody can turn it back. So
# Basic hides nothing. What hides it is the **S** in HTTPS, which encrypts the whole
# conversation. Never send a secret over plain HTTP, except to your own computer.
#
# Now ben replaces message 1, and both read it. **Predict:** they ask at the same URL.
# What does ada read?

# %%
tea = {"from": "+15017122661", "to": "+15558675310", "body": "Tea at four?"}
requests.put(one, json=tea, auth=ben)
for who in ada, ben:
    print(who.name, "reads:", requests.get(one, auth=who).json()["body"])

# %% [markdown]
# One URL, two messages. On this server accounts are separate worlds: ben's message 1 is
# not ada's. So the answer depends on who asks.
#
# ## A token instead of the secret
#
# Whoever has ada's secret can do all that ada can, for ever. So it is better not to
# carry it around. Ada shows it once, at `/tokens`, and gets a **token** for it: a text
# that is worth less. You choose its `scope` (what it is good for) and its `lifetime` in
# seconds. They go out as a form (`data=`, lesson 05); `grant_type` is a fixed word that
# the standard wants. **Predict:** what is the answer going to tell you, besides the
# token itself?


# %%
def token(scope, lifetime=3600):
    form = {"grant_type": "client_credentials", "scope": scope, "lifetime": lifetime}
    return requests.post(f"{api.url}/tokens", data=form, auth=ada)


show(token("read"))

# %% [markdown]
# `access_token` is the token itself (its end is masked by `show`, as a secret would
# be). `expires_in` says for how many seconds it is good, and `scope` that it is for
# reading only. `token_type` says how to show it: `Bearer`. Whoever *bears* the token
# may use it, so keep it as you keep a secret.
#
# It goes into the same field, `Authorization`, with another first word. **Predict:** is
# this `GET` answered `200`, though no secret is sent?


# %%
def bearer(scope, lifetime=3600):
    text = token(scope, lifetime).json()["access_token"]
    return {"Authorization": f"Bearer {text}"}


reader = bearer("read")
show(requests.get(one, headers=reader))

# %% [markdown]
# ## May you?
#
# `reader` is a token for reading. What if somebody uses it to write? Four `POST`s of
# the same message are going out: by nobody, by `reader`, by another read token (so ada
# has proved anew who she is), and by a token whose scope is `write`.
#
# **Predict:** after the refusal of `reader`, does it help to prove anew who you are?

# %%
predict("proof_helps", ...)  # True or False

# %% tags=["M10"]
roles = {"nobody": {}, "reader": reader, "proved anew": bearer("read")}
roles["writer"] = bearer("write")
created = {}
for role, fields in roles.items():
    answer = requests.post(f"{api.url}/messages", json=tea, headers=fields)
    print(f"{role:12} {answer.status_code} {answer.reason}")
    created[role] = answer.status_code == 201
compare("proof_helps", created["proved anew"])

# %% [markdown]
# Two questions: who are you, and may you? The second one is about **permission**. Each
# has a refusal of its own, and each refusal needs another remedy:
#
# | status | the server says | what helps |
# |---|---|---|
# | `401` | I do not know who you are | prove who you are |
# | `403` | I know who you are, and you may not do this | another permission |
#
# So a `401` means "log in", and a `403` means "not allowed", whatever the names say.
# With a `403`, the same proof sent again is refused again.
#
# Here is the server's own rule, all of it. Read the three `if`s from above: each is a
# reason to refuse (`raise`). Who passes all three comes to `app(request)`, the rest of
# the server. `grant` is what the proof gave, and `None` for nobody; `SAFE` are the safe
# methods of lesson 10.

# %%
import inspect

from toy_api.guards.permission import permitted

print(inspect.getsource(permitted))

# %% [markdown]
# The second `if` is about time: a token has an end. The clock of your practice server
# moves one second with each call. So **predict:** a token lives three seconds, from the
# call that fetched it on. Of the next four calls, which ones are answered `200`?

# %%
short = bearer("read", lifetime=3)
answers = [requests.get(one, headers=short) for _ in range(4)]
print([answer.status_code for answer in answers])
print(answers[-1].json()["detail"])

# %% [markdown]
# Two: the first of them comes one second after the token was made, and when the third
# arrives, three seconds are over. The `401` is the honest
# code: what you sent proves nothing any more. The remedy is the same as before: prove
# who you are. Get a new token, and send the call again.
#
# ## Each call says it all
#
# You may have heard that REST is **stateless**. Does the server remember nothing, then?
#
# A `requests.Session` keeps one connection open for all calls in its `with` block. In
# the first block, ada writes a message with a token, and then reads without it. In the
# second block, over a new connection, she asks for her message, with the same token.
# **Predict** the three statuses.

# %% tags=["M22"]
writer = bearer("write")
with requests.Session() as first:
    made = first.post(f"{api.url}/messages", json=tea, headers=writer)
    told = first.get(one)
with requests.Session() as second:
    found = second.get(api.url + made.headers["Location"], headers=writer)
print(made.status_code, told.status_code, found.status_code)
print(found.json()["body"])

# %% [markdown]
# The message is there: of course the server stores things. What it does *not* keep is
# the conversation. The second call came over the same connection, right after a proof,
# and still got a `401`. **Stateless** means: each request brings along all that is
# needed to understand it. That includes who asks.
#
# ## Where secrets get out
#
# A secret that goes with each call can get out in many places. Here are three calls.
# Ada's secret stands in the URL of the first, in the content of the second, a `POST`,
# and in `Authorization` in the third. The server's log tells what crossed the wire.
# **Predict:** in which of its three lines can you read `paper-boat`?

# %% tags=["M20"]
requests.get(one, params={"key": "paper-boat"})
requests.post(f"{api.url}/messages", data={"key": "paper-boat"})
requests.get(one, auth=ada)
for _, request, _ in api.exchanges()[-3:]:
    proof = request.headers.get("Authorization")
    print(request.method, request.target, request.body, proof)

# %% [markdown]
# In two. The content of a `POST` crosses the wire as readable as the URL of a `GET`:
# `POST` is not more secure. (And a listener reads Basic as well, as you did.) Only
# HTTPS hides them from a listener, and it hides all three.
#
# But the URL is the worst place. Browsers keep it in their history, and nearly every
# server writes it into its log. `Authorization` is the place that programs know to be
# secret: this log masks it. So a secret belongs there, and never into a URL.
#
# It does not belong into your program either: programs get copied and published. Keep
# it in an **environment variable**, a name with a value that a program is given when it
# starts. The line with `= ada` stands for what you would do outside, before the start.
# **Predict:** does your program, the last two lines, contain a secret?

# %%
import os

os.environ["TOY_NAME"], os.environ["TOY_SECRET"] = ada
me = (os.environ["TOY_NAME"], os.environ["TOY_SECRET"])
print(requests.get(one, auth=me).status_code)

# %% [markdown]
# No, only the names of two variables. Another way out is a redirect. The resource
# `/practice/elsewhere` leads from `127.0.0.1`, where your server lives, to `localhost`.
# Both are your own computer, but for a client they are two hosts. **Predict:**
# `requests` follows with a second request. Does it show your secret to the other host,
# too?

# %%
requests.get(f"{api.url}/practice/elsewhere", auth=me)
for _, request, response in api.exchanges()[-2:]:
    host = request.headers["Host"].partition(":")[0]
    print(host, request.headers.get("Authorization"), response.status)

# %% [markdown]
# It does not. On the way to another host, `requests` drops `Authorization`: who knows
# who lives there? The `401` is the price of this care. If you trust the other host,
# call it yourself.
#
# ## May this page read it?
#
# One more "may you?" puzzles many people. A browser runs the programs of web pages. A
# page comes from an **origin**, such as `https://friend.example`. When its program
# calls your API, the browser adds the field `Origin`. In the answer it looks for
# `Access-Control-Allow-Origin`. Only if this names the same origin (or `*`, for all)
# does the page get the answer. Otherwise it gets a *CORS error* (cross-origin resource
# sharing).
#
# Here the last lines play the browser, and the door is open. **Predict:** does the
# *server* refuse the second page?

# %% tags=["M28"]
api.unlock()
for page in ["https://friend.example", "https://other.example"]:
    answer = requests.get(one, headers={"Origin": page})
    allowed = answer.headers.get("Access-Control-Allow-Origin")
    browser = "hands it over" if allowed in (page, "*") else "hides it: CORS error"
    print(page, answer.status_code, "allowed:", allowed, "- the browser", browser)

# %% [markdown]
# Twice `200`. The server did its work both times, and Python got both answers whole.
# Only one field is missing in the second, and only a browser cares. So a CORS error is
# no refusal by the server. To mend it, the server has to send this field.
#
# Before a call such as a `DELETE`, the browser asks whether it may send it at all. This
# question is the **preflight**. **Predict:** with which safe method does one ask what
# may be done?

# %%
api.lock()
asking = {"Access-Control-Request-Method": "DELETE"}
show(requests.options(one, headers=asking | {"Origin": "https://friend.example"}))
other = requests.options(one, headers=asking | {"Origin": "https://other.example"})
print(other.status_code, other.headers.get("Access-Control-Allow-Origin"))

# %% [markdown]
# A plain `OPTIONS`, as in lesson 10. Nobody has to prove anything for it, though the
# door is locked again. The other page gets a success, too, but without the field: so
# its browser never sends the `DELETE`. Python asks nobody.
#
# ## Exercises
#
# **Exercise 1.** Three roles, three calls: `GET` message **1**, `POST` a new message to
# `/messages`, `DELETE` message **6**. What does the locked server say to each role?
# Find out by experiment, with `headers=roles["nobody"]` and so on. Then write three
# status codes for each role, in this order, such as `[200, 200, 200]`.
# (`api.reset()` brings message 6 back. It opens the door, too: run the whole cell
# again after it.)

# %% name="role_matrix" tags=["exercise"]
api.lock()
roles = {"nobody": {}, "reader": bearer("read"), "owner": bearer("write")}
# Send the calls here.

matrix = {"nobody": ..., "reader": ..., "owner": ...}

# %%
check("role_matrix", matrix)

# %% [markdown]
# **Exercise 2.** A program of ada's looks for messages about tea, as below. Run the
# cell and find her secret in the line from the server's log. Then write the call anew:
# it asks the same question, it is answered `200`, and the log does not tell the secret.
# Keep the response.

# %% name="clean_log" tags=["exercise"]
home = f"{api.url}/messages"
api.lock()
leaky = requests.get(home, params={"q": "tea", "key": "paper-boat"})
print(leaky.status_code, api.exchanges()[-1].request.target)

clean = ...

# %%
check("clean_log", clean)

# %% [markdown]
# **Exercise 3.** A program runs for days, but its token does not. Write a function `def
# call(method, url, fields, renew):`, in the place of the last line below. It sends the
# request with the header fields `fields`. If the answer is `401`, it calls `renew()`,
# which gets a new token and gives back new header fields; then it sends the request
# again with these, *once*. It gives back the last response, whatever its status. (The
# check calls your function, with tokens that live only a second or two.)
#
# A function can be handed over like any value, without brackets. `renew` below is one
# for you to try: `call("GET", one, bearer("write", lifetime=1), renew)`. A token with a
# lifetime of one second has expired when it is used for the first time.


# %% name="call_again" tags=["exercise"]
def renew():
    return bearer("write")


call = ...

# %%
check("call_again", call)

# %% [markdown]
# ## Quiz
#
# 1. A read token is refused with `403` when it writes. What helps?
#    **a** to prove anew who you are, with the same scope · **b** a token whose scope is
#    `write` · **c** to wait and send it again
# 2. Somebody listens to a line without HTTPS. What hides your secret from them?
#    **a** Basic, since it is encoded · **b** the content of a `POST` ·
#    **c** neither of the two
# 3. A page gets a CORS error. The same `GET` from Python is answered `200`. Who kept
#    the answer from the page? **a** the server, which refused the page · **b** the
#    browser · **c** nobody: the URL was wrong

# %% name="quiz_who" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_who", letters)

# %% [markdown]
# ## What a real API does differently
#
# Real APIs speak HTTPS, so that nobody can listen. Twilio takes Basic: the name is an
# Account SID, the secret an Auth Token, or an API key and its own secret, which can be
# revoked alone. Its libraries look for `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN` in
# the environment. GitHub may answer `404` instead of `403`, where even the fact that
# something exists is private. `POST /tokens` is the client credentials grant of OAuth
# 2.0 (RFC 6749); many APIs have one, most often at another URL.
#
# ## Key points
#
# - `401`: prove who you are (authentication). `403`: you are known, and may not
#   (permission). `WWW-Authenticate` says which proofs there are.
# - Basic is readable, and so is any content: only HTTPS hides them. Secrets belong in
#   the environment and in `Authorization`, never in a URL.
# - A token can do less, and ends. After its `401`, get a new one and send the call
#   again once. Stateless: each request says anew who asks.
# - CORS is a rule that browsers keep. The server only says which origins may read.
#
# **Next:** [13 · Many faces](13_many_faces.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** who are you 8, tokens 4, may you and expiry 8, each call 3, secrets 5,
#   pages 4, exercises and quiz 13.
# - **Likely errors:**
#   - `auth=` together with `headers=` → `requests` writes `Authorization` from `auth=`,
#     and the token is gone: leave `auth=` out.
#   - `nobody` gets a `200` → a reset has opened the door: run the whole cell again,
#     with `api.lock()`.
#   - `while` instead of `if` (exercise 3) → with a useless token it never ends. Once
#     more is enough.
# - **Discuss:** a read token is lost, then the secret is lost. What can a finder do,
#   and for how long? What would you do in each case?
# - **Short version:** the first two calls, Basic decoded, the four `POST`s, exercise 1:
#   18 minutes.
#
# </details>
