# %% [markdown]
# # 18 · Contract
#
# **Does the API keep its word?**
#
# 40 minutes. You need lessons 00 to 17.
#
# After this lesson you can
#
# - read in the description of an API what a call needs and what is promised for it,
# - compare promise and behaviour, and prove where an API breaks its word.

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
# 1. What does a `202` promise, and what does it not promise?
# 2. How do you find out which methods a resource has?
#
# <details>
# <summary>Answers</summary>
#
# 1. That the request was understood and accepted. The work may still fail; a status
#    resource tells how far it is.
# 2. Ask with `OPTIONS`: the field `Allow` lists them. So does the one in a `405`.
#
# </details>
#
# ## What is promised
#
# So far, this course told you how to call the API. The API can also tell it by itself.
# At its root, `/`, you find links to all there is. One of them is new to you:

# %%
home = requests.get(api.url).json()
print(home["description"])
description = requests.get(api.url + home["description"]).json()
print(description["openapi"], list(description))

# %% [markdown]
# This is a **description** in the format **OpenAPI**, version 3.1: JSON that says what
# an HTTP API can do. Programs can read it, and so can you. Under `"paths"` stands each
# path, and below it each method that it has. A path with one method is an
# **operation**.
#
# **Predict:** is there a `DELETE` for the whole list of messages?

# %%
for path, item in description["paths"].items():
    print(path, [name for name in item if name != "parameters"])

# %% [markdown]
# There is none: only for `/messages/{id}`. The braces stand for a part that you fill
# in. (What stands in `"parameters"` holds for all methods of a path. So it is no method
# itself.)
#
# Each operation says what it needs and what it may answer. Here is the one that creates
# a message:

# %%
create = description["paths"]["/messages"]["post"]
print(create["summary"], "|", *create["responses"])
print(create["responses"]["201"])

# %% [markdown]
# Eleven statuses are promised. What belongs to the `201` is written down elsewhere:
# `$ref` is a **reference**. `#` means this document, and each name behind a slash is a
# step into it. A few lines follow it:


# %%
def whole(part):
    while "$ref" in part:
        names = part["$ref"].removeprefix("#/").split("/")
        part = description
        for name in names:
            part = part[name]
    return part


# %%
created = whole(create["responses"]["201"])
print(created["description"], list(created["headers"]))
print(whole(created["headers"]["Location"]))
print(created["content"]["application/json"]["schema"])

# %% [markdown]
# A header field with `'required': True` comes each time, the others may come. The
# content is JSON, and it fits a **schema**: a description of a JSON document. Its
# format, JSON Schema, is a standard of its own.
#
# **Predict:** a message has `tags` only if somebody gave it some. Is `tags` among the
# required names?

# %%
message = whole({"$ref": "#/components/schemas/Message"})
print(message["required"])
print(whole(message["properties"]["id"]), whole(message["properties"]["to"]))

# %% [markdown]
# It is not. An `id` is an integer, and at least 1; `to` is a string that fits a
# pattern. The whole of it is a **contract**: the client may rely on what is promised,
# and on nothing else.
#
# ## Is it kept?
#
# A promise is one thing. What the API does is another, and only the wire shows it.
# Compare them once by hand. **Predict** the three lines:

# %%
tea = {"from": "+15017122661", "to": "+15558675310", "body": "Tea at four?"}
answer = requests.post(f"{api.url}/messages", json=tea)
print("promised status:", str(answer.status_code) in create["responses"])
print("Location there:", "Location" in answer.headers)
print("missing:", [name for name in message["required"] if name not in answer.json()])

# %% [markdown]
# Kept. A program can do that better than you: it looks at each field of the schema.
# `breaches` takes a response and a description, and gives back a list of sentences. A
# **breach** is a broken promise, and each sentence tells of one.
#
# The second call below sends a message that is not valid. **Predict:** is its refusal a
# breach?

# %%
from lessons import breaches

refused = requests.post(f"{api.url}/messages", json={"to": "nobody"})
print(breaches(answer, description))
print(refused.status_code, breaches(refused, description))

# %% [markdown]
# Two empty lists. The `422` is promised, too, and it came just as it is described. A
# refusal keeps the contract; a status that nobody has announced breaks it.
#
# Now all operations, one call for each. What needs content gets the example that the
# description itself offers, if it is JSON. **Predict:** how many breaches are found in
# the whole API?


# %%
def example(operation):
    content = whole(operation.get("requestBody", {})).get("content", {})
    return content.get("application/json", {}).get("example")


# %%
predict("broken_promises", ...)  # a number

# %%
api.reset()
statuses, broken = [], []
for path, item in description["paths"].items():
    for method in [name for name in item if name != "parameters"]:
        url, content = api.url + path.replace("{id}", "1"), example(item[method])
        answer = requests.request(method, url, json=content)
        statuses.append(answer.status_code)
        broken += breaches(answer, description)

# %%
print(len(statuses), "calls, answered", sorted(set(statuses)))
print(broken)
compare("broken_promises", len(broken))

# %% [markdown]
# None, and there were successes and refusals of many kinds. One call for each operation
# does not prove that the contract is kept *always*. But each breach that is found would
# prove that it is not.
#
# Could the description also leave something out? `Allow` tells which methods there are.
# **Predict:** are they the same as the described ones, at each path?

# %%
api.reset()
other = []
for path, item in description["paths"].items():
    allow = requests.options(api.url + path.replace("{id}", "1")).headers["Allow"]
    if set(allow.split(", ")) != {each.upper() for each in item} - {"PARAMETERS"}:
        other.append(path)
print("paths with other methods than described:", other)

# %% [markdown]
# The description and the server agree.
#
# ## For people
#
# The same description makes a page: each operation with a form, and a button that sends
# the call. Click on the address below. **Predict:** does the page need anything from
# another server, so that it would not work without the internet? True or False?

# %%
page = requests.get(api.url + home["docs"])
rules = page.headers["Content-Security-Policy"].split("; ")
print(page.url)
print([rule for rule in rules if rule.startswith(("default-src", "connect-src"))])

# %% [markdown]
# False. A browser obeys these rules: by default, fetch nothing from anywhere
# (`'none'`); the page's own program may connect to the server that it came from
# (`'self'`). So all you see there comes from your own computer.
#
# ## An API that breaks its word
#
# The API at `/crooked` is wrong on purpose, but it describes itself as an honest one.
# Create a message there. **Predict:** `ok` is `True` for a status below 400. What is it
# here?

# %%
crooked = requests.get(f"{api.url}/crooked/openapi.json").json()
answer = requests.post(f"{api.url}/crooked/messages", json=tea)
print(answer.ok, answer.status_code)
print(breaches(answer, crooked))

# %% [markdown]
# `True`: `ok` knows nothing about promises. The `201` was promised, and a `200` came.
# (`4XX` stands for all codes from 400 to 499.) A client that waits for the `201` and
# its `Location` breaks here.
#
# Now an operation that you know from lesson 10. **Predict:** how many breaches are
# found, and is the state the same afterwards?

# %%
api.reset()
print(crooked["paths"]["/crooked/delete"]["get"]["summary"])
before = api.state()
answer = requests.get(f"{api.url}/crooked/delete", params={"id": 6})
print(answer.status_code, breaches(answer, crooked))
print("same state:", api.state() == before)

# %% [markdown]
# No breach found, and yet the promise in the summary is broken: a message is gone.
# `breaches` compares *one response* with the description. It sees statuses, header
# fields and content. It can not see what a call did, nor whether an answer is true. So
# there are two ways to look:
#
# | what is broken | how you see it |
# |---|---|
# | the form: status, fields, label, schema | `breaches`, on a single response |
# | the meaning: what the call does, what a value says | look afterwards, or count |
#
# Whose fault is it, then? A breach only says that the two do not agree. Either the
# server has a bug, or the description is wrong or old. The client can not know. Report
# both: what was promised, and what came.
#
# This is how `breaches` goes about it, from the top: find the path, the method, the
# status. Each `return` but the last is a promise that was not even made. The rest
# compares the header fields and the content.

# %%
import inspect

print(inspect.getsource(breaches))

# %% [markdown]
# ## Exercises
#
# **Exercise 1.** Write a function, `def promised(method, path):`. It gives back the
# statuses that the `description` promises for this operation, as a list of texts. The
# method comes in capital letters, the path as it is written there:
# `promised("DELETE", "/messages/{id}")`. For what is not described, the list is empty.

# %% name="promised_statuses" tags=["exercise"]
promised = ...

# %%
check("promised_statuses", promised)

# %% [markdown]
# **Exercise 2.** Make three calls. You need no lesson for them: the description tells
# what each one takes. Look into `"parameters"`, `"requestBody"` and the references
# there, or at the page. Keep the responses. (Where an address is needed, take that of
# the example: nobody has to listen there.)

# %% name="three_calls" tags=["exercise"]
api.reset()
page = ...  # the last two messages whose id is lower than 5
told = ...  # from now on be told of what is sending or undelivered, of nothing else
ended = ...  # end this subscription

by_description = [page, told, ended]

# %%
check("three_calls", by_description)

# %% [markdown]
# **Exercise 3.** The crooked API tells nine lies. You have seen two above: the `POST`
# that created a message, and the `GET` that deleted one. Find **five** of the other
# seven. Read what is promised in `crooked`, call, and compare. For each lie keep the
# response that gives it away. Where only a look afterwards shows the lie, keep the
# response to the call that lied, and take that look: a `GET`.
#
# `check` tells how many you have, so ask it often. (All is back after `api.reset()`.)

# %% name="five_lies" tags=["exercise"]
api.reset()
# Call and compare here.

lies = [...]  # five responses

# %%
check("five_lies", lies)

# %% [markdown]
# ## Quiz
#
# 1. An answer is `200`, and `breaches(answer, description)` is empty. What do you know?
#    **a** my wish was granted · **b** this API keeps its contract ·
#    **c** this answer has the form that was promised
# 2. An operation promises `401` and `403`. You prove who you are, but your token is for
#    reading only, and you `POST`. Which one do you expect? **a** `403` · **b** `401` ·
#    **c** neither: a status in a description is an example
# 3. The description has `/messages`, but no `DELETE` for it. You send one all the same.
#    What do you expect? **a** a `404`: the URL is wrong · **b** a `405`: the path is
#    there, and the method is not · **c** a `204`, since it is not forbidden

# %% name="quiz_contract" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_contract", letters)

# %% [markdown]
# ## What a real API does differently
#
# Many APIs have an OpenAPI description. Some keep it in a place of their own and not at
# the API: Twilio publishes its descriptions in a repository on GitHub. Some write it by
# hand, as here. Others make it from their program: the Python framework FastAPI does
# that, and serves it at `/openapi.json`, and a page for people at `/docs`. A written
# one grows old unless a test compares it with the server, as you did.
#
# A description can leave things out. What it does not mention, it does not promise.
#
# ## Key points
#
# - An OpenAPI description lists operations: what each needs, and what it may answer.
# - A contract is what a client may rely on. A refusal that is promised keeps it.
# - The form of an answer can be checked by a program. What a call really did shows only
#   afterwards.
# - A breach says that promise and behaviour do not agree, not which of them is wrong.
#
# **Next:** [19 · Test without a network](19_test_without_a_network.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** what is promised 8, is it kept 7, for people 2, an API that breaks its
#   word 6, exercises and quiz 17.
# - **Likely errors:**
#   - `"DELETE"` where the description has `"delete"` → `.lower()`: in a description,
#     methods are written small.
#   - `after=2` for the last two before 5 → that is right only as long as no message is
#     deleted. Is there a parameter for *before*?
#   - the sentences of `breaches` are kept in place of the response → keep the response:
#     the check reads it itself.
#   - the `204` of a `DELETE` is taken for the deed → read the message afterwards: a
#     `GET` tells.
# - **Discuss:** a provider adds a field to its messages. Does this break the contract?
#   And if it leaves one out? (Look for `additionalProperties` in the schema.)
# - **Short version:** what is promised, `breaches`, the crooked API, exercise 3: 27
#   minutes.
#
# </details>
