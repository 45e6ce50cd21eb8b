# %% [markdown]
# # 10 · Promises
#
# **What may a client rely on?**
#
# 40 minutes. You need lessons 00 to 09.
#
# After this lesson you can
#
# - find out by experiment whether a call is safe, and whether it is idempotent,
# - foresee which method arrives when a call is redirected.

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
# 1. You send the same JSON Patch twice. It appends to a list. What do you find?
# 2. You send the same `DELETE` twice. Which two statuses come back, and does the second
#    call change anything?
#
# <details>
# <summary>Answers</summary>
#
# 1. The list has grown twice: sending a `PATCH` again can change something again.
# 2. `204`, then `404`. The second call changes nothing: the message is gone already.
#
# </details>
#
# ## Safe
#
# **Predict:** you `GET` the list of messages. Is any message different afterwards? Is
# *nothing at all* different on the server?

# %%
before, known = api.state(), len(api.exchanges())
requests.get(f"{api.url}/messages")
print("state changed:", api.state() != before)
print("new lines in the log:", len(api.exchanges()) - known)

# %% [markdown]
# The messages are the same. The log has grown, but the server decided that: you only
# asked to look. A method is **safe** when its sender asks for no change.
#
# ## Idempotent
#
# Some calls do change something. What if they are sent again? This function begins
# anew, sends the same call twice, and keeps the fingerprint of all messages before,
# between and after:


# %%
def twice(method, path, **more):
    api.reset()
    states = [api.state()]
    for turn in range(2):
        requests.request(method, api.url + path, **more)
        states.append(api.state())
    return states[0] != states[1], states[1] != states[2]


# %% [markdown]
# `requests.request("PUT", ...)` is the same call as `requests.put(...)`. `**more` hands
# on whatever else belongs to the call, such as `json=`.
#
# `twice` gives back two answers: did the first call change anything? Did the second one
# change anything *again*? **Predict** both for this `PUT`:

# %%
tea = {"from": "+15017122661", "to": "+15558675310", "body": "Tea at four?"}
print(twice("PUT", "/messages/2", json=tea))

# %% [markdown]
# Changed, but not changed again. A method is **idempotent** when sending the same call
# again leaves the state that the first one left. It speaks of the state on the server.
# The two *answers* may differ, as `204` and `404` did in lesson 09.
#
# ## Seven methods
#
# Here is one call for each method: its name, its path, and what else belongs to it. The
# `PATCH` is a merge patch.

# %%
merge = {"Content-Type": "application/merge-patch+json"}
one, patch = "/messages/2", {"json": {"body": "Tea"}, "headers": merge}
calls = [("GET", one, {}), ("HEAD", one, {}), ("OPTIONS", one, {})]
calls += [("POST", "/messages", {"json": tea}), ("PUT", one, {"json": tea})]
calls += [("PATCH", one, patch), ("DELETE", one, {})]

# %% [markdown]
# `HEAD` and `OPTIONS` only ask; you meet them below. Each call is going to be sent
# twice. Look at its content, too. **Predict:** how many of the seven change something
# *again* when they are sent the second time?

# %%
predict("changed_again", ...)  # a number from 0 to 7

# %% tags=["M3"]
again = []
print("method   changed  changed again")
for method, path, more in calls:
    first, second = twice(method, path, **more)
    print(f"{method:8} {first!s:8} {second}")
    if second:
        again.append(method)
compare("changed_again", len(again))

# %% [markdown]
# Safe and idempotent are two different promises. `GET`, `HEAD` and `OPTIONS` keep both:
# what changes nothing once changes nothing twice. `PUT` and `DELETE` are not safe, and
# yet idempotent. `POST` is neither.
#
# And `PATCH`? In the table it looks like `PUT`. **Predict:** this JSON Patch appends
# the address of a picture, and it is sent twice. How long is the list `media` after
# each call?

# %%
api.reset()
url = f"{api.url}/messages/1"
requests.put(url, json=tea | {"media": []})
append = [{"op": "add", "path": "/media/-", "value": "https://example.com/tea.png"}]
json_patch = {"Content-Type": "application/json-patch+json"}
for turn in range(2):
    print(len(requests.patch(url, json=append, headers=json_patch).json()["media"]))

# %% [markdown]
# Changed again. So one experiment can *break* a promise, but it can not make one. The
# promise is about *every* call with this method, and the HTTP standard (RFC 9110) says
# which method makes it. `PATCH` makes none: some patches can be repeated, some not.
#
# ## HEAD and OPTIONS
#
# Two more safe methods. `HEAD` asks for the head of a `GET` only. **Predict:** in which
# header fields do the two answers differ?

# %%
got, head = requests.get(url), requests.head(url)
show(head)
print([name for name in got.headers if got.headers[name] != head.headers[name]])
print(len(got.content), "bytes by GET,", len(head.content), "by HEAD")

# %% [markdown]
# The header fields of the `GET`, and no content. `Date` and `Request-Id` are new in
# every answer. Even `Content-Length` is there: it tells how much a `GET` would bring.
#
# `OPTIONS` asks what a resource can do. **Predict:** may you `DELETE` the whole
# collection? The answer is in `Allow`.

# %%
show(requests.options(f"{api.url}/messages"))
print(requests.delete(f"{api.url}/messages").status_code)
print(requests.options(url).headers["Allow"])

# %% [markdown]
# No `DELETE` in this list, and so a `DELETE` is answered `405`. The last line is the
# list of a single message: there you may.
#
# ## Who relies on it
#
# Because `GET` is safe, programs send it without asking anybody. A search engine
# follows the links that it finds. A browser may fetch a page before you click on its
# link.
#
# Here is such a program in a few lines. It reads a page, finds the links in it (each
# stands between `href="` and `"`), and fetches them all. **Predict:** it visits the
# honest page of your server, `/`. Is the state the same afterwards?

# %%
import re


def prefetch(path):
    page = requests.get(api.url + path, headers={"Accept": "text/html"})
    links = re.findall('href="([^"]+)"', page.text)
    return [requests.get(api.url + link).url for link in links]


before = api.state()
print(len(prefetch("/")), "links fetched, same state:", api.state() == before)

# %% [markdown]
# Nothing was harmed. Now to another page. The API at `/crooked` is **wrong on
# purpose**: it shows what an API should not do.

# %%
api.reset()
show(requests.get(f"{api.url}/crooked"))

# %% [markdown]
# Each link leads to an address that deletes a message, and a link is fetched with
# `GET`. That is what is wrong here. **Predict:** the same program visits this page.
# Nobody clicks on anything. How many of the six messages are left?

# %% tags=["M19"]
api.reset()
print(len(prefetch("/crooked")), "links fetched")
left = requests.get(f"{api.url}/messages").json()
print(len(left), "messages left:", left)

# %% [markdown]
# None. The program did nothing wrong: it only sent `GET`, and relied on the promise.
# The crooked server broke it. Deleting belongs to `DELETE`, which nobody sends just to
# look.
#
# On your practice server the messages come back:

# %%
api.reset()
print(len(requests.get(f"{api.url}/messages").json()))

# %% [markdown]
# ## Redirects
#
# What if a resource has moved? A **redirect** is an answer with a status of 301, 302,
# 303, 307 or 308, and with a `Location`: look there. `requests` goes there by itself,
# and keeps the answers on the way in `response.history`.

# %%
moved = requests.get(f"{api.url}/practice/moved/301")
show(moved.history[0])
print(moved.history, "then", moved.status_code, moved.url)

# %% [markdown]
# One call in your program, two exchanges on the wire. The second request was made by
# `requests`, not by you. Is it the one that you would have made?
#
# **Predict:** you `POST` a new message to five moved addresses, one for each code. All
# five lead to `/messages`. How many messages are created?

# %%
predict("created_by_redirects", ...)  # a number from 0 to 5

# %% tags=["M25"]
statuses = []
for code in [301, 302, 303, 307, 308]:
    answer = requests.post(f"{api.url}/practice/moved/{code}", json=tea)
    _, request, response = api.exchanges()[-1]
    arrived = f"{request.method} {request.path} with {len(request.body)} bytes:"
    print(code, answer.history[0].reason, "then", arrived, response.status)
    statuses.append(response.status)
compare("created_by_redirects", statuses.count(201))

# %% [markdown]
# This is what the server's log says of the second request, five times:
#
# | code | a `POST` arrives as | its name says |
# |---|---|---|
# | 301 | `GET`, without content | Moved Permanently: for good |
# | 302 | `GET`, without content | Found: for now |
# | 303 | `GET`, without content | See Other: read the result over there |
# | 307 | `POST`, content and all | Temporary Redirect: for now |
# | 308 | `POST`, content and all | Permanent Redirect: for good |
#
# 307 and 308 forbid to change the method. 303 asks for a `GET`. At 301 and 302 a client
# *may* turn a `POST` into a `GET`, for historical reasons, and `requests` does.
#
# Look at the statuses again: three times `200`, no error, and nothing was created. So
# **check** for the `201` that you expect.
#
# ## Exercises
#
# **Exercise 1.** What does each method promise? Write `"safe"`, `"idempotent"` or
# `"neither"`. (Every safe method is idempotent, too. Write `"safe"` for those: it is
# the stronger promise.)

# %% name="promise_table" tags=["exercise"]
promises = {"GET": ..., "HEAD": ..., "OPTIONS": ...}
promises |= {"POST": ..., "PUT": ..., "PATCH": ..., "DELETE": ...}

# %%
check("promise_table", promises)

# %% [markdown]
# **Exercise 2.** One of these four calls breaks the promise of its method. Try them,
# and compare the states: `twice("GET", "/crooked/messages")` does both for you. Then
# copy the text of that call.
# (Two of them lead to the crooked API, which is wrong on purpose. Not all of it is.)
#
# - `"GET /crooked/messages"`
# - `"DELETE /messages/3"`
# - `"HEAD /crooked/delete?id=6"`
# - `"GET /practice/closed"`

# %% name="the_liar" tags=["exercise"]
# Try the four calls here.

liar = ...

# %%
check("the_liar", liar)

# %% [markdown]
# **Exercise 3.** Create a message with a body in your own words, but do not send it to
# `/messages`: `POST` it to an address that has moved, `/practice/moved/` and a code.
# Choose a code that lets it arrive. Keep the response.

# %% name="kept_post" tags=["exercise"]
kept = ...

# %%
check("kept_post", kept)

# %% [markdown]
# ## Quiz
#
# 1. What does an idempotent method promise?
#    **a** it changes nothing · **b** the same answer every time ·
#    **c** sent again, it leaves the same state
# 2. An API deletes when you `GET` an address. What is to be expected?
#    **a** nothing, as long as nobody clicks · **b** a program that follows links
#    deletes · **c** HTTP refuses such a `GET`
# 3. You `POST` a new message, and `303` with a `Location` comes back. What does
#    `requests` send next?
#    **a** a `GET` without content · **b** the same `POST` to the new address ·
#    **c** nothing: it raises an error

# %% name="quiz_promises" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_promises", letters)

# %% [markdown]
# ## What a real API does differently
#
# Twilio's API creates *and* updates with `POST`. It redacts a message by a `POST` with
# an empty `Body`. Sent again, such an update may well leave the same state; but `POST`
# does not promise it, so a program should not repeat it by itself. Only the
# documentation of an API can tell you more than the method does.
#
# ## Key points
#
# - Safe: asks for no change. `GET`, `HEAD` and `OPTIONS` are safe.
# - Idempotent: sent again, it leaves the same state. All safe methods are, and `PUT`
#   and `DELETE`. `POST` and `PATCH` promise neither.
# - Programs rely on these promises without asking you. A `GET` that deletes does
#   harm though nobody clicks.
# - A redirect may turn your `POST` into a `GET`. 307 and 308 keep it as it was.
#
# This was the last lesson of part 1. You can now create, find, change and remove
# resources over HTTP, read every answer on the wire, and tell which calls may be sent
# again.
#
# **Next:** [11 · Pages](11_pages.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** safe and idempotent 6, seven methods 7, `HEAD` and `OPTIONS` 3, who
#   relies on it 5, redirects 6, exercises and quiz 13.
# - **Likely errors:**
#   - `"idempotent"` for `PATCH` → the merge patch in the table was so, the method does
#     not promise it: think of an append.
#   - `DELETE` in exercise 2 → it changes something, but it never promised not to. Which
#     of the four did?
#   - the `200` after a 301 is taken for a success → look into `.history`: `requests`
#     has made a `GET` of the `POST`.
# - **Discuss:** a page counts its visitors, one more with each `GET`. Is that `GET`
#   still safe?
# - **Short version:** `twice`, the table, the crooked page, exercise 1: 16 minutes.
#
# </details>
