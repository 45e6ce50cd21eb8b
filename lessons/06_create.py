# %% [markdown]
# # 06 · Create
#
# **How do I make a new thing, and where is it?**
#
# 35 minutes. You need lessons 00 to 05.
#
# After this lesson you can
#
# - create a message, and find it again by what the server answers,
# - mend a draft that was refused, and import many so that each is stored once.

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
# 1. Your `POST` is answered with a status that begins with 4. Whose turn is it now? And
#    does `requests` raise an error?
# 2. What two things does `json=` do with a dictionary that `data=` does not do?
#
# <details>
# <summary>Answers</summary>
#
# 1. Yours: something in the request has to be mended. `requests` raises nothing; you
#    have to **check** the status.
# 2. It writes the dictionary as JSON text, and it labels the text as
#    `Content-Type: application/json`.
#
# </details>

# %% [markdown]
# ## One more
#
# You want a message that is not there yet. So it has no URL yet, either. Where do you
# send your wish? To the collection that the message is going to be in.
#
# - **Address** the collection, `/messages`.
# - **Ask** with `POST`.
# - **Describe** the new message: what its author decides, `from`, `to` and `body`. We
#   call this a *draft*.
#
# **Predict:** six messages are in the list now. How many are there after the `POST`?

# %%
note = {"from": "+15017122661", "to": "+15558675310", "body": "Four crew, five crates."}
before = requests.get(f"{api.url}/messages").json()
created = requests.post(f"{api.url}/messages", json=note)
after = requests.get(f"{api.url}/messages").json()
print(len(before), "before,", len(after), "after")

# %%
show(created)

# %% [markdown]
# The list is one longer. **Check:** `201 Created` says that there is something new.
# **Use:** the content is the new message. It holds your draft, and what the server
# decides: an `id`, a `status`, two times.
#
# ## Where is it?
#
# The field `Location`, in the head of the response, leads to the new message. Here it
# is a path without a host. It counts from the URL that you have called, as a link in a
# web page does. `urljoin`, from Python's own library, makes a whole URL of the two.
#
# **Predict:** you read this URL. Is the content the same as that of the `201`?

# %%
from urllib.parse import urljoin

url = urljoin(created.url, created.headers["Location"])
found = requests.get(url)
print(url)
print(found.status_code, found.json() == created.json())

# %% [markdown]
# It is the same: the new message lives there.
#
# In lesson 01 you wrote `api.url + created.headers["Location"]`. That works here. But
# HTTP allows a server to put a whole URL into `Location`. **Predict** what the two ways
# make of one:

# %%
whole = "https://api.example/messages/7"
print(api.url + whole)
print(urljoin(created.url, whole))

# %% [markdown]
# The first is nonsense, the second is right: `urljoin` fits both kinds. And nowhere did
# you build the URL from the `id`. How its URLs look is the server's decision; take what
# it gives you.
#
# ## The same again
#
# In lesson 01 two equal `POST`s made two messages. **Predict:** which fields differ
# between the two?

# %%
first = requests.post(f"{api.url}/messages", json=note)
second = requests.post(f"{api.url}/messages", json=note)
print(first.headers["Location"], second.headers["Location"])
one, two = first.json(), second.json()
print([name for name in one if one[name] != two[name]])

# %% [markdown]
# Their `id`, and their times. The server did not compare the second wish with the
# first: you asked twice, so you have two messages, each with a URL of its own. Keep
# this in mind before you run a cell with a `POST` in it again.
#
# ## An id is used once
#
# Now delete the newest message, the `second`. Its id is free. Then create another
# message. Does the new one get the free id?

# %%
predict("id_used_again", ...)  # "yes" or "no"

# %%
old = urljoin(second.url, second.headers["Location"])
requests.delete(old)
third = requests.post(f"{api.url}/messages", json=note)
print("new:", third.headers["Location"], "old:", requests.get(old).status_code)
compare("id_used_again", "yes" if third.json()["id"] == second.json()["id"] else "no")

# %% [markdown]
# No: the new message has a new id, and at the old URL is nothing, `404`. That is on
# purpose. Somebody may have kept the old URL in a file or as a link. It must not lead
# to another message one day.
#
# ## Refused
#
# Not every draft becomes a message. Here the number in `from` has no `+`, and the name
# `to` is misspelled:

# %%
wrong = {"from": "15017122661", "too": "+15558675310", "body": "Ready?"}

# %% [markdown]
# The server is going to refuse it, and its answer lists in `errors` what is wrong. How
# many entries has that list? Does the server stop at the first mistake?

# %%
predict("errors_named", ...)  # a number

# %%
fingerprint = api.state()
refused = requests.post(f"{api.url}/messages", json=wrong)
print(refused.status_code, api.state() == fingerprint)
compare("errors_named", len(refused.json()["errors"]))

# %%
show(refused)

# %% [markdown]
# `422`: the server can read the JSON, but it is no message. The fingerprint of all
# messages is the same as before: a refused `POST` creates *nothing*. It has no
# `Location`, either.
#
# `errors` names *all* wrong fields at once. They are three: `too` is unknown, so `to`
# is missing. Each `pointer` says which field of your JSON is meant (`#/from` is the
# field `from`), and `detail` says what to send instead. Do what they say:

# %%
mended = {"from": "+" + wrong["from"], "to": wrong["too"], "body": wrong["body"]}
accepted = requests.post(f"{api.url}/messages", json=mended)
print(accepted.status_code, accepted.headers["Location"])

# %% [markdown]
# Now it is a message, and the only one: the refused `POST` had left nothing behind.
#
# ## Exercises
#
# **Exercise 1.** Create a message from `report`: take away the `#` in front of the last
# line, and fill its two gaps, `____`.

# %% name="completed_call" tags=["exercise"]
report = {"from": "+14158141829", "to": "+15017122661", "body": "All lights are green."}
completed = ...
# completed = requests.____(f"{api.url}/____", json=report)

# %%
check("completed_call", completed)

# %% [markdown]
# **Exercise 2.** These are the lines of a program that imports any list of drafts. It
# collects in `places` where the new messages are, and goes on where a draft is refused.
# The lines have lost their order. Their indentation is right, but one line does not
# belong.
#
# Put them into order, and leave that one out. Write `lines[0]` for the first,
# `lines[1]` for the second, and so on; or copy them. The check runs your lines with
# three drafts of its own, of which the second is refused.

# %%
lines = [
    "        places.append(reply.url)",
    "    if reply.status_code == 201:",
    "places = []",
    '        places.append(reply.headers["Location"])',
    "for draft in drafts:",
    '    reply = requests.post(f"{api.url}/messages", json=draft)',
]

# %% name="import_program" tags=["exercise"]
my_lines = [
    ...,
]

# %%
check("import_program", my_lines)

# %% [markdown]
# **Exercise 3.** Five drafts wait to be imported, all of them for one number:

# %%
drafts = [
    {"from": "+14158141829", "to": "+15558675310", "body": "Crate 1: tea"},
    {"from": "+14158141829", "to": "+15558675310", "body": "Crate 2: biscuits"},
    {"from": "+14158141829", "to": "+1 555 867 5310", "body": "Crate 3: spare parts"},
    {"from": "+14158141829", "to": "+15558675310", "body": "Crate 4: cocoa"},
    {"from": "+14158141829", "to": "+15558675310", "body": "Crate 5: lamps"},
]

# %% [markdown]
# Create a message from each, and collect the five values of `Location` in the list
# `places`, in a loop or one by one. One draft is going to be refused: **check** each
# answer, let `errors` tell you what to mend, and send the mended draft. (A `KeyError:
# 'location'`? That draft was refused, so nothing was created and there is no place.)
#
# In the end each crate must be stored *once*. (Is one there twice? `api.reset()` takes
# everything back to the start; then import all five again.)

# %% name="imported" tags=["exercise"]
places = ...

# %%
check("imported", places)

# %% [markdown]
# **Exercise 4.** Below `/crooked` is an API that is **wrong on purpose**; you met it in
# lesson 04. It creates messages in the same collection. Both APIs get the same draft.
# The good one says `201`; which status do you expect of the crooked one?

# %%
predict("crooked_status", ...)  # a number

# %%
good = requests.post(f"{api.url}/messages", json=note)
crooked = requests.post(f"{api.url}/crooked/messages", json=note)
show(good)
show(crooked)
compare("crooked_status", crooked.status_code)

# %% [markdown]
# The status is not all. Compare the two heads, and answer:
#
# - Which field is missing in the head of the crooked response? Write its name as text.
# - What does that mean for a program? **a** nothing, it has the `id` · **b** it has to
#   know beforehand how this API builds its URLs · **c** no message was created
# - Read the message that the crooked API created, all the same: `GET` its own URL. (It
#   lives where all messages live.)

# %% name="lost_message" tags=["exercise"]
lost = {
    "missing field": ...,
    "what it means": ...,
    "the new message": ...,  # requests.get(...)
}

# %%
check("lost_message", lost)

# %% [markdown]
# ## Quiz
#
# 1. A `POST` was answered with `201`. Where is the new message?
#    **a** at the URL that the `POST` was sent to · **b** at the URL in `Location` ·
#    **c** nowhere, a practice server only says so
# 2. A `POST` was answered with `422`. What was created?
#    **a** a message, `POST` always creates one · **b** a message of the fields that
#    were right · **c** nothing
# 3. You run a cell with one `POST` three times; the answer is `201` each time. What do
#    you have? **a** three messages with three ids · **b** one message · **c** three
#    messages with the same id

# %% name="quiz_create" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_create", letters)

# %% [markdown]
# ## What a real API does differently
#
# Twilio creates a message with `POST`, too, but its content is a form: `data=`, not
# `json=`. What it refuses, it explains in JSON with the names `code`, `message`,
# `more_info` and `status`. And a text message that was created twice is sent twice.
# Stripe's API, for payments, lets you put a key of your own into a header field,
# `Idempotency-Key`: then a repeated `POST` does not pay twice.
#
# ## Key points
#
# - `POST` to the collection creates; `201 Created`, and `Location` leads to the new
#   thing. Take the URL from there, with `urljoin`; do not build it from the id.
# - Two equal `POST`s make two messages. An id is never used again.
# - A refused `POST` creates nothing. `errors` says all that is wrong: mend, send again.
#
# **Next:** [07 · Replace](07_replace.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** one more, and where it is 6, the same again and ids 5, refused 6,
#   exercises and quiz 18.
# - **Likely errors:**
#   - `KeyError: 'location'` → that draft was refused, and a `422` has no `Location`:
#     read its `errors`.
#   - the whole import is run again after one draft was mended → now the others are
#     there twice: `api.reset()`, then all five once.
#   - `POST` to `/messages/` or to `/messages/8` → what is not there yet has no URL: the
#     wish goes to the collection, `/messages`.
# - **Discuss:** your `POST` got no answer at all. Do you send it again?
# - **Short version:** one more, where is it, refused, exercise 2: 18 minutes.
#
# </details>
