# %% [markdown]
# # 05 · Bodies and labels
#
# **How does the server know what I sent?**
#
# 40 minutes. You need lessons 00 to 04.
#
# After this lesson you can
#
# - label what you send, and mend a call that was refused with 400, 406, 415 or 422,
# - send any letter or emoji, and read it back as it was written.

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
# 1. You look for `tea & biscuits` in a collection. Why do you not glue this text behind
#    the `?` yourself?
# 2. One status begins with a 4, another with a 5. Whose turn is it?
#
# <details>
# <summary>Answers</summary>
#
# 1. `&` has a meaning in a query: it stands between two parameters. `params` writes it
#    as `%26`.
# 2. With a 4 it is yours: mend the request. With a 5 it is the server's.
#
# </details>

# %% [markdown]
# ## A label on the content
#
# What a request or a response carries behind the blank line is its *content*. Many
# people call it the *body*; here, a message has a field with that name, so we say
# content.
#
# You create a message, as in lesson 01. Look at the fields of the **request**:

# %%
tea = {"from": "+15017122661", "to": "+15558675310", "body": "Tea & milk?"}
created = requests.post(f"{api.url}/messages", json=tea)
show(created)

# %% [markdown]
# `Content-Type: application/json` is a label: it says what kind of content this is.
# Such a name of a kind, with a slash in it, is a **media type**. The response has a
# label of its own.
#
# So `json=` did two things in the step **describe**: it wrote the dictionary as text,
# and it put a label on it. The first of them you can do yourself. Python's `json` has a
# function for it, and `encode` turns the text into bytes: only bytes can travel.

# %%
import json

text = json.dumps(tea)
print(text)
print(text.encode() == created.request.body)

# %% [markdown]
# The same bytes as those that `json=` sent.
#
# ## Three ways to describe
#
# `requests` has another word for content: `data=`. It takes a dictionary, or a text, or
# bytes. You are going to send the same message in three ways:
#
# - `json=tea`, the dictionary,
# - `data=tea`, the same dictionary,
# - `data=text`, exactly the text that `json=` would write.
#
# **Predict:** for each, is a message created?

# %%
predict("three_ways", ...)  # three times True or False: [True, True, True]

# %% tags=["M15"]
as_json = requests.post(f"{api.url}/messages", json=tea)
form = requests.post(f"{api.url}/messages", data=tea)
raw = requests.post(f"{api.url}/messages", data=text)
for number, request, response in api.exchanges()[-3:]:
    print(response.status, request.headers["Content-Type"])
    print("   ", request.body)
compare("three_ways", [each.status_code == 201 for each in (as_json, form, raw)])

# %% [markdown]
# From the server's log, for each call: the status, the label, the content.
#
# - `data=` with a dictionary sends a **form**: `name=value` with `&` between, encoded
#   like a query. Forms in web pages travel so. The label says it:
#   `application/x-www-form-urlencoded`. This server does not read forms.
# - `data=` with a text sends the text as it is, and *no* label: `None` means that the
#   request had no `Content-Type`. The bytes are those of the first call. The server
#   does not guess.
#
# `415 Unsupported Media Type`: I do not read this kind. A 4, so it is your turn.
#
# **Predict:** you make bytes of the text yourself. Do they get a label? Then you send
# them once more, and write the label yourself. What now?

# %%
label = {"Content-Type": "application/json"}
bare = requests.post(f"{api.url}/messages", data=text.encode())
print(bare.status_code, bare.request.headers.get("Content-Type"))
show(requests.post(f"{api.url}/messages", data=text.encode(), headers=label))

# %% [markdown]
# Bytes get no label either. With it, `201 Created`: the label made the difference, and
# nothing else.
#
# ## Three refusals
#
# A label is only a promise about the content. `str` writes a dictionary as Python does,
# with single quotes. **Predict:** you label that as JSON. Is it still a `415`?

# %%
show(requests.post(f"{api.url}/messages", data=str(tea), headers=label))

# %% [markdown]
# `400 Bad Request`: the label was right, but the content does not keep its promise.
# JSON wants double quotes, and the detail says where the trouble begins.
#
# Next, a dictionary with mistakes: the number in `from` lacks its `+`, and `body` is
# misspelled. `json=` makes good JSON of it. **Predict:** how many mistakes does the
# server tell you at once?

# %%
predict("wrong_fields", ...)  # how many, a number

# %%
wrong = {"from": "5017122661", "to": "+15558675310", "bodi": "Tea?"}
refused = requests.post(f"{api.url}/messages", json=wrong)
show(refused)
compare("wrong_fields", len(refused.json()["errors"]))

# %% [markdown]
# `422 Unprocessable Content`: this is JSON, but it makes no message. `errors` names all
# mistakes at once, so that you can mend them all before you call again. Each `pointer`
# leads to a field. The misspelled name counts twice: `body` is missing, and nobody
# knows `bodi`.
#
# **Predict:** the next call has another label, *and* broken JSON, *and* a wrong field.
# Which of the three refusals comes first?

# %%
plain = {"Content-Type": "text/plain"}
show(requests.post(f"{api.url}/messages", data="{'bodi': 5}", headers=plain))

# %% [markdown]
# The label comes first: the server did not even try to read the rest. It asks three
# questions, one after the other:
#
# | the server asks | if not | what you mend |
# |---|---|---|
# | Do I read this kind? | `415` | the label, or the kind that you send |
# | Is it what the label says? | `400` | the text |
# | Does it make a message? | `422` | the fields |
#
# ## Accept is not Content-Type
#
# Look at the last response: it has a field `Accept: application/json`. There the server
# tells what *it* can read. In a request, `Accept` tells what *you* can read.
#
# **Predict:** you send the same message twice, by `json=`. First you say `Accept:
# text/html`; then, in another call, `Content-Type: text/html`. Is a message created by
# each?

# %%
predict("two_fields", ...)  # True or False for each: [True, True]

# %% tags=["M16"]
html = "text/html"
read = requests.post(f"{api.url}/messages", json=tea, headers={"Accept": html})
sent = requests.post(f"{api.url}/messages", json=tea, headers={"Content-Type": html})
print(read.status_code, read.json().get("detail"))
print(sent.status_code, sent.json().get("detail"))
compare("two_fields", [read.status_code == 201, sent.status_code == 201])

# %% [markdown]
# | field | what it says | refused with |
# |---|---|---|
# | `Content-Type` | the content that I **send** is of this kind | `415` |
# | `Accept` | I **can read** these kinds | `406 Not Acceptable` |
#
# So a `415` is about what you sent, and a `406` about what you want back. Neither call
# created a message.
#
# ## Letters are bytes, too
#
# Labels of text have a second part. Here is an API that is **wrong on purpose**, to
# learn from: `/crooked`. Its greeting is German for "Greetings from the moon", with a
# cup behind it. `.text` is the content as text. **Predict:** can you read it? (`repr`
# also shows what is invisible.)

# %%
greeting = requests.get(f"{api.url}/crooked/greeting")
print(greeting.headers["Content-Type"], greeting.encoding)
print(repr(greeting.text))

# %% [markdown]
# It is garbled. Bytes become letters by a table, a **charset**, and the label does not
# say which one. By an old rule, `requests` then takes the one named ISO-8859-1, where
# each byte is one character. But these bytes were written in UTF-8, where `ü` has two:

# %%
print(len(greeting.content), "bytes,", len(greeting.text), "characters in .text")
print("ü".encode("utf-8"), "ü".encode("utf-8").decode("iso-8859-1"))
print(greeting.content.decode("utf-8"))
page = requests.get(f"{api.url}/", headers={"Accept": "text/html"})
print(page.headers["Content-Type"], page.encoding)

# %% [markdown]
# Nothing was lost on the way: `.content` is the bytes as they came, and read by the
# right table they are right. The last line shows how an honest label does it: the page
# at `/` says `charset=utf-8`, and `requests` takes it from there.
#
# And JSON? Its label has no charset, as you saw. **Predict:** you send an emoji with
# `json=`. How does it look in the request, and does it come back whole?

# %%
there = requests.post(f"{api.url}/messages", json=tea | {"body": "☕"})
show(there)
print(there.json()["body"])

# %% [markdown]
# It came back whole: JSON travels in UTF-8, so its label needs no charset. On the way
# there, `json=` wrote `\u2615`: in JSON, `\u` and a number can stand for a character
# (some emoji need two of them). On the way back, the server wrote the character itself.
# Both are right, and you can write both:

# %%
print(json.dumps("☕"), json.dumps("☕", ensure_ascii=False))
print("☕".encode())

# %% [markdown]
# The last line is the bytes of ☕ in UTF-8: three of them.
#
# ## Exercises
#
# **Exercise 1.** Predict, do not run: which `Content-Type` does `requests.post` send
# for each of these? Write it as text, or `None` where it sends none.

# %% name="content_types" tags=["exercise"]
content_types = {
    'json={"cups": 1}': ...,
    'data={"cups": 1}': ...,
    'data="cups=1"': ...,
}

# %%
check("content_types", content_types)

# %% [markdown]
# **Exercise 2.** Three clients want to create a message each, and all are refused:

# %%
one = {"from": "+15017122661", "to": "+14158141829", "body": "One cup"}
two = '{"from": "+15017122661", "to": "+14158141829", "body": "Two cups"}'
three = "{'from': '+15017122661', 'to': '+14158141829', 'body': 'Three cups'}"
first = requests.post(f"{api.url}/messages", data=one)
second = requests.post(f"{api.url}/messages", data=two)
third = requests.post(f"{api.url}/messages", data=three, headers=label)
print(first.status_code, second.status_code, third.status_code)

# %% [markdown]
# Repair each call, so that its message is created: the same numbers, the same words.
# You may change how it is sent, and, for the third, the text itself. (What does the
# server say? `show(first)` in an empty cell tells you.)

# %% name="repaired" tags=["exercise"]
repaired = {
    "one": ...,  # requests.post(...)
    "two": ...,
    "three": ...,
}

# %%
check("repaired", repaired)

# %% [markdown]
# **Exercise 3.** Carry a ☕ there and back (or your own name, if it has a letter beyond
# ASCII). Create a message with it in its body, but without `json=`: write the JSON
# text, make bytes of it, label them. The character itself shall cross the wire, not a
# `\u2615`. Then read the new message with `GET`, and keep that response.

# %% name="there_and_back" tags=["exercise"]
# Create the message here.

back = ...  # the call that reads it

# %%
check("there_and_back", back)

# %% [markdown]
# ## Quiz
#
# 1. What does `data={"a": 1}` send?
#    **a** the same as `json={"a": 1}` · **b** a form, labelled as one · **c** a form
#    without a label
# 2. A call is refused with `406`. Which field do you mend?
#    **a** `Content-Type` · **b** `Accept` · **c** `Content-Length`
# 3. `.text` of a response begins with `GrÃ¼`. What happened?
#    **a** the bytes were damaged on the way · **b** the server can not write `ü` ·
#    **c** the bytes were read by the wrong charset

# %% name="quiz_labels" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_labels", letters)

# %% [markdown]
# ## What a real API does differently
#
# Which kinds a server reads is for the server to choose, and its documentation says so.
# Twilio creates and updates from forms: there `data=` with a dictionary is the right
# call. Many APIs answer `400` where this one says `422`, and many do not name all wrong
# fields at once.
#
# ## Key points
#
# - `Content-Type` labels what is sent. `json=` writes JSON and its label, `data=` with
#   a dictionary a form and its label, `data=` with a text or bytes no label at all.
# - `415`: not this kind. `400`: not what the label says. `422`: wrong fields.
#   `Accept` is what I can read, and `406` its refusal.
# - Text is bytes and a charset. Where the label names none, `requests` may guess wrong.
#   If you know better, say it: `.content.decode("utf-8")`.
#
# **Next:** [06 · Create](06_create.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** label and three ways 9, three refusals 8, Accept 4, letters 6,
#   exercises and quiz 13.
# - **Likely errors:**
#   - `json=text` for a text that is JSON already: `422` → it is wrapped once more. A
#     text goes into `data=`, with a label.
#   - `headers="application/json"`, a text: Python stops with an error → header fields
#     are a dictionary: `{"Content-Type": "application/json"}`.
#   - `json.dumps` without `ensure_ascii=False` (exercise 3) → it writes `\u2615` in the
#     place of the ☕.
# - **Discuss:** the server could look at the content and guess its kind. Why is it
#   better that it does not?
# - **Short version:** three ways, the table of refusals, exercise 2: 18 minutes.
#
# </details>
