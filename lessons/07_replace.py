# %% [markdown]
# # 07 · Replace
#
# **What does PUT do to what I leave out?**
#
# 35 minutes. You need lessons 00 to 06.
#
# After this lesson you can
#
# - tell which fields a message has after a `PUT`, and which status the `PUT` gets,
# - change one thing in a message with `PUT` and keep all the others.

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
# 1. What you send is refused: once with `415`, once with `400`, once with `422`. What
#    was wrong each time?
# 2. You send the same `POST` twice. What is there afterwards, and how do you learn
#    where it lives?
#
# <details>
# <summary>Answers</summary>
#
# 1. `415`: the label, `Content-Type`. `400`: the text is not JSON. `422`: it is JSON,
#    but not a valid message.
# 2. Two messages. Each answer has a `Location` of its own.
#
# </details>

# %% [markdown]
# ## What is there
#
# In lesson 01 you took the words out of a message with `PUT`. You sent `from`, `to` and
# `body`, and that was all the message had. Message 3 has more:

# %%
third = f"{api.url}/messages/3"
show(requests.get(third))

# %% [markdown]
# `tags` are notes of the author's own, each a name and a text. They are **optional**:
# your message in lesson 01 had none.
#
# ## Put another in its place
#
# Somebody wants a new text for message 3. You **address** the message, **ask** with
# `PUT`, and **describe** what shall be there, but you do not mention `tags`:

# %%
new = {"from": "+14158141829", "to": "+15558675310", "body": "Half price today."}
print(list(new))

# %% [markdown]
# **Predict:** after this `PUT`, are the tags of message 3 still there? Write `"there"`
# or `"gone"` in the place of the `...`:

# %%
predict("tags_after_put", ...)  # "there" or "gone"

# %% tags=["M5"]
show(requests.put(third, json=new))
now = requests.get(third).json()
compare("tags_after_put", "there" if "tags" in now else "gone")

# %% [markdown]
# Gone. `PUT` does not mean "change these fields". It means "let *this* be the message",
# and what you sent had no tags. Nobody warned you: the status is `200 OK`, for the
# server did exactly what you asked.
#
# What the server sets is still there: `id`, `status` and `created` are as they were,
# and `updated` has moved on.
#
# ## Leave out what is required
#
# `from`, `to` and `body` are **required**: no message is without them. You want a
# new body only, so you send the body only. **Predict:** which status comes back? Does
# anything change?

# %%
before = api.state()
show(requests.put(third, json={"body": "Half price until noon."}))
print(api.state() == before)

# %% [markdown]
# `422`. The server did not take `from` and `to` from the message that was there; it
# says that they are missing. The fingerprint is the same: a refused `PUT` changes
# nothing.
#
# So it depends on the field that you leave out. An optional one is gone. A required one
# gets you a `422`.
#
# ## Send back what the server sets
#
# Nobody asks you to send `id`, `status` and `created`. But when you read a message, you
# get them. **Predict:** you read message 3 and `PUT` it back exactly as you read it.
# Is that refused?

# %%
read = requests.get(third).json()
print(list(read))
back = requests.put(third, json=read)
print(back.status_code, back.json() == read)

# %% [markdown]
# It is accepted, and nothing has changed, not even `updated`.
#
# **Predict:** now you send another value in one of these fields. Is it stored, ignored
# or refused? (`read | {"id": "another"}` is a copy of `read` with another id.)

# %%
for field in ["id", "status", "created"]:
    refused = requests.put(third, json=read | {field: "another"})
    print(field, refused.status_code, refused.json()["errors"][0]["detail"])

# %% [markdown]
# Refused, three times. These fields are not yours to change, and the server does not
# silently ignore your wish: it tells you. Only with `updated` it is lenient: since your
# change sets it anew, any value may stand there.
#
# ## Read, change, write
#
# This is the careful way to change one thing with `PUT`: **read** the whole message,
# **change** your copy, **write** the whole copy back. Message 1 shall have a picture;
# `media`, a list of web addresses, is another optional field.

# %%
url = f"{api.url}/messages/1"
read = requests.get(url).json()
changed = read | {"media": ["https://example.com/ship.png"]}
show(requests.put(url, json=changed))

# %% [markdown]
# All that you read is in the request, with one thing added, and so nothing is lost. You
# also sent back the old `updated`; the server set the new one itself.
#
# Lesson 08 shows a method that is made for small changes, `PATCH`.
#
# ## Again and again
#
# You send the same `PUT` three times, and take a fingerprint of all stored messages
# after each. **Predict:** how many *different* fingerprints are there?

# %%
predict("fingerprints_of_three_puts", ...)  # a number

# %%
states = set()
for turn in range(3):
    requests.put(third, json=new | {"body": "Half price, this week only."})
    states.add(api.state())
compare("fingerprints_of_three_puts", len(states))

# %% [markdown]
# One. (A Python `set` keeps equal values only once.) The second and the third `PUT`
# found message 3 just as they wanted it. **Predict:** how many would it be with
# `POST`?

# %%
states = set()
for turn in range(3):
    requests.post(f"{api.url}/messages", json=new)
    states.add(api.state())
print(len(states))

# %% [markdown]
# Three: each `POST` has added one more message.
#
# A method is **idempotent** if sending the same request many times leaves behind the
# same as sending it once. `PUT` is idempotent, `POST` is not. That helps when you are
# not sure whether your `PUT` has arrived: send it again.
#
# ## Where nothing ever was
#
# "`POST` always creates, and `PUT` always updates", some people say. No message has
# ever lived at `/messages/50`. **Predict:** you `PUT` one there, and then you send the
# same `PUT` again. Which two status codes come back?

# %%
predict("two_puts_to_a_new_url", ...)  # a list of two numbers

# %% tags=["M4"]
place = f"{api.url}/messages/50"
first, second = requests.put(place, json=new), requests.put(place, json=new)
show(first)
print(first.json() == second.json())
compare("two_puts_to_a_new_url", [first.status_code, second.status_code])

# %% [markdown]
# `201 Created`, with a `Location`: this `PUT` has created a message. Then `200 OK`, for
# now there was one to be replaced. (Run the cell again, and it is 200 both times.)
#
# The status differs; the message, id and times included, is the same: the `True` says
# so. Idempotent is about what is left behind, not about the answer.
#
# The true difference is who chooses the URL. With `POST` to the collection, the server
# does. With `PUT`, you do.
#
# ## Where something was deleted
#
# **Predict:** message 6 is deleted. Then you `PUT` a message to its URL. Is that a
# `200`, a `201`, or something else?

# %%
sixth = f"{api.url}/messages/6"
print(requests.delete(sixth).status_code)
show(requests.put(sixth, json=new))

# %% [markdown]
# `409 Conflict`: your request is well made, but it does not fit what has happened on
# the server. An id is never used again, and that holds for `PUT` as it does for `POST`.
# (This is a rule of this server, not of `PUT`.)

# %% [markdown]
# ## Exercises
#
# **Exercise 1.** Predict, do not run. This message is stored at `/messages/12`:
#
#     {"id": 12, "to": "+15558675310", "from": "+15017122661",
#      "body": "Two tickets, please.", "tags": {"train": "night"},
#      "media": ["https://example.com/map.png"], "status": "queued",
#      "created": "2024-01-01T09:00:00Z", "updated": "2024-01-01T09:00:00Z"}
#
# Then comes `PUT /messages/12`, is answered `200`, and has this content:
#
#     {"to": "+15558675310", "from": "+15017122661",
#      "body": "Three tickets, please.", "tags": {"train": "night"}}
#
# Which fields does message 12 have now? Write a list of their names, as texts, in any
# order.

# %% name="fields_after_put" tags=["exercise"]
fields_now = ...

# %%
check("fields_after_put", fields_now)

# %% [markdown]
# **Exercise 2.** Message 3 has lost its tags above. This brings back all messages of
# the start:

# %%
api.reset()

# %% [markdown]
# Now do it better: with `PUT`, give message 3 a body in your own words, and keep its
# tags and all the rest. Do not copy by hand what is there: read it. Keep the response
# to your `PUT`.

# %% name="only_the_body" tags=["exercise"]
# Read message 3 and change your copy here.

written = ...  # the PUT

# %%
check("only_the_body", written)

# %% [markdown]
# **Exercise 3.** Create a message of your own at `/messages/500`, with `PUT`. Then send
# the same `PUT` once more. Keep both responses. (One try too many? `api.reset()` takes
# away what you have put there.)

# %% name="created_by_put" tags=["exercise"]
both = [..., ...]  # the first response, the second response

# %%
check("created_by_put", both)

# %% [markdown]
# ## Quiz
#
# 1. A message has tags. You `PUT` it with `from`, `to` and `body` only. The tags …
#    **a** stay as they were · **b** are gone · **c** are missing, so it is a 422
# 2. You `PUT` a valid message to a URL where nothing ever was. What comes back?
#    **a** 404: there is nothing to update · **b** 409 · **c** 201
# 3. The same `PUT` reaches the server three times. What is stored?
#    **a** the same as after the first · **b** three messages · **c** nothing: 409

# %% name="quiz_replace" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_replace", letters)

# %% [markdown]
# ## What a real API does differently
#
# Twilio creates a message with `POST`, and updates it with `POST` too: to redact one,
# you `POST` an empty `Body` to its URL. So `POST` does not always create, just as `PUT`
# does not always update. And not every API lets you choose a URL with `PUT`. Its
# documentation says what it does; a `PUT` and a `GET` after it show you.
#
# ## Key points
#
# - `PUT` replaces the whole message. An optional field that you leave out is gone; a
#   required one is a 422. What the server sets goes back as you read it, or not at all.
# - To change one thing: read, change, write.
# - `PUT` is idempotent: many times leaves the same as once.
# - `PUT` to a URL where nothing ever was: 201. Where something is: 200. Where something
#   was deleted: 409.
#
# **Next:** [08 · Patch](08_patch.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** what is left out 8, what the server sets and read, change, write 7,
#   again and again 4, new and deleted URLs 5, exercises and quiz 11.
# - **Likely errors:**
#   - `read = requests.get(third)`: a `TypeError` at the `|` → `.json()` makes of the
#     response the dictionary that `|` needs.
#   - a `PUT` of the changed field alone: `422` → `PUT` takes the whole: read, change,
#     write.
#   - the tags were lost in a first try, and then read without them → `api.reset()`
#     brings them back. Read after it.
#   - exercise 3 run twice: `200` and `200` → the message was there already:
#     `api.reset()`, then both calls.
# - **Discuss:** somebody else changes the message between your read and your write.
#   Whose change is there in the end?
# - **Short version:** put another in its place, read, change, write, where nothing ever
#   was, exercise 2: 17 minutes.
#
# </details>
