# %% [markdown]
# # 03 · Read
#
# **How do I find one thing, and how do I find many?**
#
# 35 minutes. You need lessons 00 to 02.
#
# After this lesson you can
#
# - read one resource and a whole collection, and tell "nothing there" from "no match",
# - ask for exactly the messages you want, whatever characters your question holds.

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
# 1. What are the parts of a response, in order?
# 2. May you repeat a `GET` as often as you like? Why?
#
# <details>
# <summary>Answers</summary>
#
# 1. status line, header fields, blank line, content (the last may be missing)
# 2. Yes: it only looks, and changes nothing.
#
# </details>

# %% [markdown]
# ## Many
#
# `/messages` is a **collection**: a resource that holds others.
#
# **Address** it, **ask** with `GET`, **check** the status, **use** the content:

# %%
response = requests.get(f"{api.url}/messages")
print(response.status_code)
messages = response.json()
print(type(messages), len(messages))

# %% [markdown]
# `response.json()` turns JSON text into Python: here into a list, with a dictionary for
# each message. So you can loop over it:

# %%
for message in messages:
    print(message["id"], message["from"], message["body"])

# %% [markdown]
# ## One
#
# Each message has a URL of its own: that of the collection, a slash, and its id.

# %%
show(requests.get(f"{api.url}/messages/4"))

# %% [markdown]
# ## None
#
# **Predict:** you ask for message 999, which was never there. Does Python stop with an
# error? What does the server say?

# %%
missing = requests.get(f"{api.url}/messages/999")
show(missing)

# %% [markdown]
# No error in Python: a `404` is an answer like any other, and it is up to you to
# **check** it. The content tells people what to do next.

# %% [markdown]
# ## Some
#
# What stands behind a `?` in a URL is the **query**: names and values that narrow down
# what you ask for. This server knows `from`, `to` and `q`, which looks inside the
# bodies (capital or small letters do not matter). `requests` writes the query for you,
# from `params`:

# %%
tea = requests.get(f"{api.url}/messages", params={"q": "tea"})
print(tea.url)
print([message["id"] for message in tea.json()])

# %% [markdown]
# **Predict:** nobody ever wrote "zzz". What is the status of the answer?

# %%
predict("no_match", ...)  # a status code

# %% tags=["M11"]
nothing = requests.get(f"{api.url}/messages", params={"q": "zzz"})
show(nothing)
compare("no_match", nothing.status_code)

# %% [markdown]
# `200 OK` and `[]`, an empty list. The collection is there, and this is the true answer
# to your question: none of its messages match. A `404` would say that the *collection*
# is not there. (Three bytes: the brackets, and the end of the line.)

# %% [markdown]
# ## Characters with a meaning
#
# In a query, `&` stands between two parameters. **Predict:** you look for the text
# `tea & biscuits` and glue the URL together by hand. What does the server understand?

# %%
show(requests.get(f"{api.url}/messages?q=tea & biscuits"))

# %% [markdown]
# Two parameters: `q` with the value "tea ", and one named " biscuits", which the server
# does not know. It says so, and that is kind: many servers ignore what is unknown.
# `requests` mended the spaces for you, as `%20`. But how should it know that you did
# not mean this `&` to separate two parameters?
#
# A character with a meaning has to be **encoded**: each of its bytes is written as `%`
# and two hexadecimal digits (0 to 9, a to f). So are letters beyond A to Z, such as é,
# and signs such as ☕:

# %%
print("&".encode().hex(), " ".encode().hex(), "☕".encode().hex(" "))

# %% [markdown]
# You need not look the bytes up: `params` does it for you.

# %%
response = requests.get(f"{api.url}/messages", params={"q": "tea & biscuits"})
print(response.url)
print(response.json()[0]["body"])

# %% [markdown]
# `&` became `%26`, and each space a `+`. A space can also be written as `%20`; in a
# query both mean the same:

# %%
other = requests.get(f"{api.url}/messages?q=tea%20%26%20biscuits")
print(other.json() == response.json())

# %% [markdown]
# But if a `+` means a space, how do you send a real `+`? Phone numbers begin with one.
# **Predict** what the server makes of this:

# %%
by_hand = requests.get(f"{api.url}/messages?from=+14158141829")
print(by_hand.status_code, by_hand.json()["detail"])

# %%
right = requests.get(f"{api.url}/messages", params={"from": "+14158141829"})
print(right.status_code, right.url)

# %% [markdown]
# So: never glue a value into a URL by hand. Give it to `params`.

# %% [markdown]
# ## Exercises
#
# **Exercise 1.** Predict, do not run: what stands behind the `?` in the URL for
# `params={"to": "+15558675310", "q": "spare part"}`? Write it as text, `to=` first.

# %% name="predicted_query" tags=["exercise"]
query = ...

# %%
check("predicted_query", query)

# %% [markdown]
# **Exercise 2.** `+15017122661` has sent several messages. Let the *server* pick them
# out, and take the id of the **third** of them. (A `KeyError`? Then the answer is no
# list of messages: **check** its status first, and read its `detail`.)

# %% name="third_message" tags=["exercise"]
third_id = ...

# %%
check("third_message", third_id)

# %% [markdown]
# **Exercise 3.** This call is glued by hand. Its answer is `200 OK`, yet the server did
# not look for the text in `wanted`: it never got to see it. (Why? Think of lesson 02.)

# %%
wanted = "#5 + 6?"
glued = requests.get(f"{api.url}/messages?q={wanted}")
print(glued.status_code, glued.request.path_url, len(glued.json()), "messages")

# %% [markdown]
# (`request.path_url` is what the server was asked.) Write a call that makes the server
# look for exactly this text. No message has it, so the right answer is an empty list:

# %% name="mended_call" tags=["exercise"]
mended = ...

# %%
check("mended_call", mended)

# %% [markdown]
# ## Quiz
#
# 1. You ask a collection for something that no message contains. What is the status?
#    **a** 404 · **b** 200 · **c** 204
# 2. You ask for `/messages/999`, and there is none. What does `requests.get` do?
#    **a** it gives back a response with status 404 · **b** it raises an error ·
#    **c** it gives back an empty list
# 3. Where does a filter for a `GET` belong?
#    **a** into the content, as JSON · **b** into a header field · **c** into the query

# %% name="quiz_read" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_read", letters)

# %% [markdown]
# ## What a real API does differently
#
# A real collection has thousands of members, so it comes in pages: lesson 11. Twilio
# filters its messages by `From`, `To` and `DateSent`, with capital letters, and lists
# them inside an object, under `"messages"`. Many APIs ignore a parameter that they do
# not know, and you get everything.
#
# ## Key points
#
# - A collection and each of its members have URLs of their own.
# - An empty list is a good answer: 200. A missing member is 404, and Python goes on.
# - Values go into `params`, which encodes what would otherwise have a meaning.
#
# **Next:** [04 · Status codes](04_status_codes.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** many, one, none 8, some 5, characters 9, exercises and quiz 13.
# - **Likely errors:**
#   - `response["id"]` → a response is no dictionary; `.json()` makes one of its
#     content.
#   - filtering in Python (exercise 2) → let the server pick, by `params=`: the list may
#     be long.
#   - `[3]` for the third → Python counts from 0.
# - **Discuss:** should a server ignore a parameter that it does not know, or refuse it?
# - **Short version:** many, none, some, exercise 2: 15 minutes.
#
# </details>
