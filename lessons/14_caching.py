# %% [markdown]
# # 14 · Caching
#
# **Must I fetch it again?**
#
# 40 minutes. You need lessons 00 to 13.
#
# After this lesson you can
#
# - ask for something only if it has changed, and tell which content to use afterwards,
# - read `Cache-Control`, and say what is sent when the same thing is needed again.

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
# 1. You ask for the notice once more, and say in `If-None-Match` which edition you
#    have. A `304` comes back. Did anything go wrong? Where is the text?
# 2. You read one URL twice, with two different `Accept` fields. What may be different
#    in the two answers?
#
# <details>
# <summary>Answers</summary>
#
# 1. Nothing went wrong: the notice is as you know it. The text is where you kept it;
#    the `304` brings none.
# 2. The kind of the content: `Accept` says which kinds you can read.
#
# </details>
#
# ## The same thing again
#
# Think of a program that looks at a message now and then. Here it looks five times, and
# nobody changes the message meanwhile. Its content has about 200 bytes.
#
# **Predict:** how many different texts come, and how many bytes of content in all?

# %%
url = f"{api.url}/messages/1"
reads = [requests.get(url) for _ in range(5)]
print(len({each.text for each in reads}), "text in", len(reads), "answers")
print(sum(len(each.content) for each in reads), "bytes of content")
show(reads[-1])

# %% [markdown]
# One text crossed the wire five times. Four of these times were for nothing.
#
# ## A name for these bytes
#
# Look at the field `ETag` in the response. You met it in lesson 04, at the notice. An
# **ETag** is a name for exactly these bytes: other bytes get another name. It stands in
# quotation marks, and they are part of it. How the server makes the name is its own
# affair: you keep it, and send it back as it came.
#
# "Send it only if its name is none of these" is `If-None-Match`. **Predict:** is
# message 1 sent a sixth time?

# %%
held = reads[-1]
mine = {"If-None-Match": held.headers["ETag"]}
again = requests.get(url, headers=mine)
show(again)
print("ok:", again.ok, len(again.content), "bytes of content")

# %% [markdown]
# `304 Not Modified`: a success, with the same name and without content. To **use** the
# message, go back to `held`, the response that you have kept.
#
# A request that depends on an "only if" is a **conditional request**.
#
# Now somebody replaces the message. You send the very same conditional request once
# more, with the old name. **Predict:** does content come? Which name is in the answer?

# %%
tea = {"from": "+15017122661", "to": "+15558675310", "body": "Tea at four?"}
requests.put(url, json=tea)
changed = requests.get(url, headers=mine)
show(changed)

# %% [markdown]
# `200 OK`, the new content and its new name. So one conditional request is enough in
# both cases: it asks "has it changed?", and if so, it brings the change along.
#
# ## One URL, several names
#
# A message can also come as plain text, or as a picture. `Accept` chooses one of these
# **representations**. **Predict:** are three representations of message 1 named alike?
# And in the last call you ask for the text, but with the ETag of the JSON. Does content
# come?

# %%
for kind in ["application/json", "text/plain", "image/png"]:
    face = requests.get(url, headers={"Accept": kind})
    print(face.headers["ETag"], kind)
mixed = {"Accept": "text/plain", "If-None-Match": changed.headers["ETag"]}
answer = requests.get(url, headers=mixed)
print(answer.status_code, answer.headers["Content-Type"])

# %% [markdown]
# Three names. The message is one, but the bytes differ, and an ETag names bytes. So the
# name of the JSON says nothing about the text, and the text was sent.
#
# Look at `Vary: Accept` in the answers above. It says that the answer depends on your
# `Accept`: what came for one `Accept` must not be used for another. From here on, all
# our calls have the same `Accept`, so that the URL alone is enough.
#
# ## Keep it
#
# A `304` saves the content. But your question still crosses the wire, and you wait for
# an answer. Why ask at all?
#
# A store that keeps responses and hands them out again is a **cache**. `requests` has
# none: it sent five requests for five reads. So build one, in steps. `get_once` keeps
# each response in a dictionary, by its URL, and asks only for what is not in there.
# **Predict:** you call it five times. How many requests reach the server?

# %%
once = {}


def get_once(url):
    if url not in once:
        once[url] = requests.get(url)
    return once[url]


last = api.exchanges()[-1].number
answers = [get_once(url) for _ in range(5)]
print(len(answers), "answers,", len(api.exchanges(after=last)), "request")

# %% [markdown]
# One; for the other four calls, the server's log stays empty. Nothing was sent at all.
#
# **Predict:** now somebody replaces the message again. What does `get_once` hand out?

# %%
requests.put(url, json=tea | {"body": "Tea at five!"})
print("get_once:", get_once(url).json()["body"])
print("server:  ", requests.get(url).json()["body"])

# %% [markdown]
# Old news, and that for ever, since this cache never asks again. How long is too long?
# Your program can not know. The server can, and it says so in the field
# `Cache-Control`:

# %%
notice = f"{api.url}/practice/notice"
for each in [notice, url]:
    rule = requests.get(each).headers["Cache-Control"]
    print(each.removeprefix(api.url), "says", rule)

# %% [markdown]
# ## max-age: do not even ask
#
# `max-age=60` says: for 60 seconds, you may use this answer again without asking. As
# long as that is so, what you keep is **fresh**; afterwards it is **stale**.
#
# In the second step, `lifetime` reads this number; it is 0 where there is none.
# `get_fresh` also writes down at which second an answer came: `now - since[url]` is the
# age of what is kept. What time it is now, you tell it yourself. So nobody has to wait
# here for a minute; a real program would hand over `time.time()`.


# %%
def lifetime(answer):
    rule = answer.headers.get("Cache-Control", "")
    return int(rule.removeprefix("max-age=")) if "max-age=" in rule else 0


kept, since = {}, {}


def get_fresh(url, now):
    if url not in kept or now - since[url] >= lifetime(kept[url]):
        kept[url], since[url] = requests.get(url), now
    return kept[url]


# %% [markdown]
# **Predict:** the notice is needed at second 0, at 30, at 59 and at 61. How many of
# these four calls send a request?

# %%
predict("sent_for_four", ...)  # a number from 0 to 4

# %%
kept.clear()
last = api.exchanges()[-1].number
for now in [0, 30, 59, 61]:
    get_fresh(notice, now)
    print("second", now, "requests so far:", len(api.exchanges(after=last)))
compare("sent_for_four", len(api.exchanges(after=last)))

# %% [markdown]
# Two: at 0 there was nothing to use, and at 61 it was stale. In between, the log did
# not grow, and nobody waited for an answer.
#
# The price: if the notice changes at second 1, you learn it up to a minute later. With
# `max-age=60` the server says that this does no harm.
#
# ## no-cache: ask first
#
# The messages say `no-cache`. That sounds like "do not keep this". Is that what it
# means? In the third step, `get_asking` keeps each `200`, but asks every time before it
# uses one. (Where an answer has no ETag, `get` gives `None`, and `requests` leaves
# out a field that is `None`.)


# %%
def get_asking(url):
    known = {"If-None-Match": kept[url].headers.get("ETag")} if url in kept else {}
    answer = requests.get(url, headers=known)
    if answer.status_code == 304:
        return kept[url]
    if answer.status_code == 200:
        kept[url] = answer
    return answer


# %% [markdown]
# **Predict:** `get_asking` reads message 1 twice, and nobody changes it. How many bytes
# of content does the server send for the *second* reading?

# %%
predict("second_reading", ...)  # a number

# %% tags=["M23"]
kept.clear()
for turn in ["first", "second"]:
    body = get_asking(url).json()["body"]
    _, request, response = api.exchanges()[-1]
    print(turn, "If-None-Match:", request.headers["If-None-Match"])
    print("  ", response.status, len(response.body), "bytes, body:", body)
compare("second_reading", len(response.body))

# %% [markdown]
# None, and yet there is a body: it comes from the cache. The answer said `no-cache`, it
# was kept, and the server itself relied on that. A `304` is of no use to anybody who
# has kept nothing.
#
# So `no-cache` means: **keep it, but ask before each use**. You never see old news, and
# you save the content each time that nothing has changed.
#
# ## no-store: never keep
#
# The word that forbids to keep is another one. Here is a resource that says how far a
# job has come: one text goes to 60 numbers. (A later lesson is about such jobs.)
# **Predict:** which field is missing here, that came with the message and the notice?

# %%
many = {"from": "+15017122661", "to": ["+15558675310"] * 60, "body": "Tea!"}
job = requests.post(f"{api.url}/broadcasts", json=many)
progress = api.url + job.headers["Location"]
print("sent:", [requests.get(progress).json()["sent"] for _ in range(3)])
show(requests.get(progress))
page = requests.get(f"{api.url}/", headers={"Accept": "text/html"})
print("HTML page:", page.headers["Cache-Control"], page.headers.get("ETag"))

# %% [markdown]
# `Cache-Control: no-store`, and no ETag: there is nothing to ask for later. The job is
# further at each look, so an old answer is of no use. The page at `/` says it, too. And
# where an answer holds a secret, no copy of it should lie about.
#
# | `Cache-Control` | may it be kept? | before it is used again |
# |---|---|---|
# | `max-age=60` | yes | for 60 seconds nothing; then ask, with the ETag |
# | `no-cache` | yes | ask each time, with the ETag |
# | `no-store` | no | it can not be: fetch it anew |
#
# ## Where the rule lives
#
# This is the function of your server that answers a conditional `GET`. `response` is
# the answer that would be sent without any condition.

# %%
import inspect

from toy_api.selection.conditional import answer_read

print(inspect.getsource(answer_read))

# %% [markdown]
# Read it from the top. What is no `200` goes out as it is. All else gets its ETag, if
# it is not `no-store`. `verdict` compares that with what your request says. For `304`,
# a new response goes out, with a few fields and without content. (The `412` belongs to
# another condition, for a later lesson.)
#
# ## Exercises
#
# **Exercise 1.** Fetch message **5** as plain text, `text/plain`. Then ask for the same
# again, on the condition that it has changed: a `304` shall come. Keep this second
# response.

# %% name="ask_again" tags=["exercise"]
# Fetch it here, for the first time.

unchanged = ...

# %%
check("ask_again", unchanged)

# %% [markdown]
# **Exercise 2.** How much did it save? Write a function, `def saved(exchanges):`, in
# the place of the line below. It gets a list such as `api.exchanges()` and gives back a
# number: how many bytes of content did *not* have to be sent, thanks to the `304`s in
# the list?
#
# Each `304` saved the content that its ETag names. That was sent before, in a `200` of
# the same list. Each exchange is a number, a request and a response: go through them
# with `for number, request, response in exchanges:`. A response has a `status`, a
# `body` and `headers`; `headers["ETag"]` is `None` where there is none. (The check
# calls your function with lists of its own, that only hold `GET` and `PUT`.)

# %% name="saved_bytes" tags=["exercise"]
saved = ...

# %%
check("saved_bytes", saved)

# %% [markdown]
# **Exercise 3.** Now build the whole cache: `def cached_get(url, now):`, about 15
# lines. It gives back a response, as `get_fresh` does, and keeps to this table:
#
# | what is kept for this URL | what it does |
# |---|---|
# | nothing | fetches it |
# | an answer, still fresh | sends nothing, and gives back what is kept |
# | an answer, stale or without a lifetime | asks, with `If-None-Match` |
#
# A `304` makes what is kept fresh again, from `now` on. A `200` is kept in the place of
# the old answer, unless it says `no-store`. All other answers, such as a `404`, are
# given back and not kept. You may use `lifetime`, and new dictionaries of your own.
# (The check calls your function with URLs and times of its own, and looks into the
# log.)

# %% name="tiny_cache" tags=["exercise"]
cached_get = ...

# %%
check("tiny_cache", cached_get)

# %% [markdown]
# ## Quiz
#
# 1. An answer says `Cache-Control: no-cache`. What may a cache do?
#    **a** it must not keep the answer · **b** keep it, and ask before each use ·
#    **c** keep it, and use it without asking
# 2. You `GET` with `If-None-Match`, and a `304` comes back. What now?
#    **a** it failed: send it again without the condition · **b** go on with the
#    content that you kept · **c** the message is empty now
# 3. An answer said `max-age=60`. It came 20 seconds ago, and your cache holds it. You
#    need it again. What reaches the server?
#    **a** a `GET`, answered `304` · **b** a `GET`, answered `200` · **c** nothing

# %% name="quiz_caching" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_caching", letters)

# %% [markdown]
# ## What a real API does differently
#
# `Cache-Control` often holds several words with commas between, as in
# `private, max-age=60`: then `lifetime` has to split it first. `private` says that only
# your own cache may keep it, not one that many people share. Some ETags begin with
# `W/`; they are *weak*: the same in meaning, perhaps not in each byte. And if a server
# says nothing of caching, a cache may choose a lifetime by itself.
#
# GitHub's API sends ETags. If you are logged in there, a `304` does not count against
# the number of requests that you may send in an hour. Browsers have a cache built in,
# which keeps to these rules (RFC 9111). For secrets such as access tokens, the standard
# (RFC 6749) demands `no-store`.
#
# ## Key points
#
# - An ETag names the bytes of one representation. `If-None-Match` sends it back: `304`
#   without content means that what you keep is still right.
# - `max-age`: while it is fresh, send nothing at all.
# - `no-cache`: keep it, and ask before each use. `no-store`: do not keep it.
#
# **Next:** [15 · Two people](15_two_people.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** ETags 8, keep it and `max-age` 7, `no-cache` and `no-store` 6, the
#   rule 2, exercises and quiz 17.
# - **Likely errors:**
#   - the ETag without its quotation marks: `400` → they belong to it: send it back as
#     it came.
#   - giving back the `304` itself (exercise 3) → it has no content. What was kept has.
#   - a new answer's content is kept, but the old ETag is sent → keep both from the same
#     answer.
#   - sizes kept by path (exercise 2) → two representations share a path, but no ETag:
#     keep them by ETag.
# - **Discuss:** `answer_read` gets the whole answer before it decides on a `304`. What
#   is saved then, and what is not?
# - **Short version:** the names, `get_fresh`, `get_asking`, exercise 1: 18 minutes.
#
# </details>
