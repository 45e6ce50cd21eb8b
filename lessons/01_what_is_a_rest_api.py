# %% [markdown]
# # 01 · What is a REST API?
#
# **What do people mean by "REST API"?**
#
# 25 minutes. You need lesson 00.
#
# After this lesson you can
#
# - name the resource, the method and the representation in any call,
# - lead one message through its whole life: create, read, update, delete.

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
# 1. Name the five steps of every call.
# 2. What does `404` say?
#
# <details>
# <summary>Answers</summary>
#
# 1. address, ask, describe, check, use
# 2. The server understands the question, and there is nothing at this address.
#
# </details>

# %% [markdown]
# ## Three words
#
# An **API** (application programming interface) is a set of functions that one piece of
# software offers to others. A weather service offers "the weather in Lima"; your server
# offers messages.
#
# A **resource** is anything that has a URL: a message, a list of messages, a picture, a
# page, a recording.
#
# **REST** (Representational State Transfer) is a style of building such an interface:
# programs work with resources, by a few methods that mean the same everywhere. In daily
# speech, a "REST API" is an API that you reach over HTTP, the language of the web, at a
# set of URLs.
#
# Four methods do most of the work:

# %% [markdown]
# | method | common use | |
# |---|---|---|
# | `GET` | retrieve | as often as you like; it changes nothing |
# | `POST` | create | each time has an effect of its own |
# | `PUT` | update | sending it again leaves the same result |
# | `DELETE` | remove | |
#
# You are going to see each of these lines happen.

# %% [markdown]
# ## Create
#
# Sending a text message *creates* a message. You **address** the list of messages,
# **ask** with `POST` and **describe** the new message.

# %%
ship = {"from": "+15017122661", "to": "+15558675310", "body": "Is this the ship?"}
created = requests.post(f"{api.url}/messages", json=ship)
show(created)

# %% [markdown]
# `201 Created`. The server gave the message a number, its `id`, and `Location` says
# where it lives from now on. It also added what only the server knows: its status and
# times. From the header fields of the response, take where the message lives:

# %%
url = api.url + created.headers["Location"]
print(url)

# %% [markdown]
# **Predict:** you send exactly the same `POST` again. Is there one message, or two?

# %%
again = requests.post(f"{api.url}/messages", json=ship)
print(created.json()["id"], again.json()["id"])

# %% [markdown]
# Two messages: each `POST` has an effect of its own.
#
# ## Read
#
# **Predict:** you read the first one twice. Is the second answer different? Is anything
# stored different?

# %%
before = api.state()
first, second = requests.get(url), requests.get(url)
print(first.text == second.text, api.state() == before)

# %% [markdown]
# The same answer, and nothing has changed. `GET` only looks; you can repeat it without
# a second thought. Your browser does it for every page and every picture.

# %% [markdown]
# ## Update
#
# Somebody asks you to remove the words but to keep the fact that a message was sent.
# This is called *redacting*. `PUT` puts a new version in the place of the old one. It
# takes *all* that its author decides: `from`, `to` and `body`. In Python,
# `ship | {"body": ""}` is a copy of `ship` with another body:

# %%
redacted = requests.put(url, json=ship | {"body": ""})
show(redacted)

# %% [markdown]
# `200 OK`, and the body is empty. **Predict:** you send the same `PUT` again. Does the
# stored message change once more?

# %%
once = api.state()
requests.put(url, json=ship | {"body": ""})
print(api.state() == once)

# %% [markdown]
# The fingerprint is the same: a repeated `PUT` leaves the same result. Lesson 07 shows
# what it does to the parts that you leave out.

# %% [markdown]
# ## Delete
#
# **Predict** two status codes: that of the `DELETE`, and that of a `GET` after it.

# %%
show(requests.delete(url))
print(requests.get(url).status_code)

# %% [markdown]
# `204 No Content`: it is done, and there is nothing to tell. Then `404`: nothing lives
# there any more.
#
# Create, Read, Update, Delete: people call these four **CRUD**.

# %% [markdown]
# ## The whole life, from the log
#
# The server wrote down every exchange. Here are those since your `POST`:

# %%
birth = int(created.headers["Request-Id"])
for number, request, response in api.exchanges(after=birth - 1):
    print(f"{request.method:7}{request.target:15}{response.status} {response.reason}")

# %% [markdown]
# Compare this with the table of methods further up: each line of it has happened.
#
# But the methods do *not* always fit one to one. A `PUT` to a URL where nothing has
# ever been creates something there:

# %%
show(requests.put(f"{api.url}/messages/100", json=ship))

# %% [markdown]
# `201 Created`, by a `PUT`. (Run the cell again and it says `200 OK`: now something is
# there to be replaced.) So read the documentation of an API before you trust the table.

# %% [markdown]
# ## A resource is not its JSON
#
# What came back so far was JSON, text that programs like to read. But you never get the
# resource itself; you get a **representation** of it. The same resource can have
# several.
#
# The way into your server, `/`, has two. First as it comes:

# %%
show(requests.get(f"{api.url}/"))

# %% [markdown]
# A request can say which kind it would rather have, in a line named `Accept`. HTML is
# what web pages are written in. **Predict:** what comes back now?

# %% tags=["M17"]
show(requests.get(f"{api.url}/", headers={"Accept": "text/html"}))

# %% [markdown]
# One URL, one resource, two representations: links for a program, a page for a person.
# REST does not mean JSON. Lesson 13 gives one message six faces, a picture and a sound
# among them.

# %% [markdown]
# ## Exercises
#
# **Exercise 1.** The call is `GET /messages/4`; JSON text came back. Which is which?
# Write `"method"`, `"resource"` or `"representation"` behind each.

# %% name="three_words" tags=["exercise"]
words = {
    "GET": ...,
    "what lives at /messages/4": ...,
    "the JSON text that came back": ...,
}

# %%
check("three_words", words)

# %% [markdown]
# **Exercise 2.** Which method fits each part of CRUD best? Write its name as text, such
# as `"GET"`.

# %% name="crud" tags=["exercise"]
crud = {
    "create": ...,
    "read": ...,
    "update": ...,
    "delete": ...,
}

# %%
check("crud", crud)

# %% [markdown]
# **Exercise 3.** Lead a message of your own through its whole life: create it (with
# `from`, `to`, and a body in your own words), keep its id, read it, update it with
# another body, delete it.

# %% name="whole_life" tags=["exercise"]
mine = ...  # the call that creates it
my_id = ...  # the id of the new message, a number

# Read, update and delete it here.

# %%
check("whole_life", my_id)

# %% [markdown]
# ## Quiz
#
# 1. What is a resource?
#    **a** a JSON text · **b** anything that has a URL · **c** a server
# 2. Which method can you repeat without changing anything at all?
#    **a** `GET` · **b** `POST` · **c** none
# 3. An API answers with HTML, not JSON. Can it be a REST API?
#    **a** no, REST is JSON over HTTP · **b** only if it has no pictures · **c** yes

# %% name="quiz_rest" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_rest", letters)

# %% [markdown]
# ## What a real API does differently
#
# Twilio's API has the same Message resource: sending a text message creates one, you
# read it later, redact its body, delete it. But Twilio updates with `POST`, not `PUT`.
# That is allowed too, and lesson 20 shows it.
#
# ## Key points
#
# - A resource is anything that has a URL. You work with representations of it.
# - Methods say what shall happen: `GET` reads, `POST` creates, `PUT` replaces, `DELETE`
#   removes. They do not always map one to one to create, read, update, delete.
# - REST is a style; JSON is only one of its clothes.
#
# **Next:** [02 · One request, one response](02_one_request_one_response.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** three words 4, the life of a message 9, representations 4, exercises
#   and quiz 8.
# - **Likely errors:**
#   - `my_id = mine`, the response instead of its id → `.json()["id"]` takes the id out
#     of it.
#   - an update without `from` and `to` is a `422` → `PUT` takes the whole message:
#     `ship | {"body": ...}`.
#   - `data=ship` instead of `json=ship` is a `415` → `json=` writes JSON, and labels it
#     as JSON.
# - **Discuss:** is a web site a REST API? What do its URLs, methods and representations
#   tell you?
# - **Short version:** the table, create, read, delete, exercise 2: 12 minutes.
#
# </details>
