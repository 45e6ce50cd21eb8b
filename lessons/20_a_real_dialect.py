# %% [markdown]
# # 20 · A real dialect
#
# **How do I read a real API?**
#
# 60 minutes. You need lessons 00 to 19.
#
# After this lesson you can
#
# - read the documentation of an API that you do not know, and make its calls,
# - say what an official library sends, and write a small one yourself.

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
# 1. May a `POST` update something that is there already?
# 2. In lesson 11 a list came in pages. How did you find the next one?
#
# <details>
# <summary>Answers</summary>
#
# 1. Yes. Which resource does what with a `POST` is for each API to say.
# 2. By the URL in the field `Link` that is marked `rel="next"`. You followed it, and
#    did not build it yourself.
#
# </details>
#
# ## From the documentation
#
# This course grew out of one page: Twilio's "What is a REST API?". Now you meet that
# API. Your server speaks a second **dialect**: the calls of Twilio's Messages API,
# version 2010-04-01, over the same messages. Nothing leaves your computer, no message
# is really sent, and nothing costs anything.
#
# Documentation tells you what to write at the five steps of a call. Here is what it
# says, much shortened, and in our words. A stands for `/2010-04-01/Accounts/`, followed
# by the name of your account, its **sid**:
#
# | wish | call | fields | success |
# |---|---|---|---|
# | list the messages | `GET` A`/Messages.json` | `To`, `From`, `PageSize` | 200 |
# | send one | `POST` A`/Messages.json` | `To`, `From`, `Body`, `MediaUrl` | 201 |
# | fetch one | `GET` A`/Messages/`sid`.json` | | 200 |
# | redact or cancel it | `POST` A`/Messages/`sid`.json` | `Body` or `Status` | 200 |
# | delete it | `DELETE` A`/Messages/`sid`.json` | | 204 |
# | give feedback | `POST` A`/Messages/`sid`/Feedback.json` | `Outcome` | 200 |
# | list the accounts | `GET /2010-04-01/Accounts.json` | | 200 |
#
# - **Address:** every URL ends in `.json`: it chooses the format of the answer.
# - **Ask:** each request brings credentials, as Basic: the account and its secret.
# - **Describe:** a `POST` carries a form. The fields of a `GET` stand in its query.
# - **Check:** an error is JSON with `code`, `message`, `more_info` and `status`.
#
# **Predict:** your practice API is open to everybody. Does this dialect answer you
# without credentials?

# %%
me = api.accounts[0]
accounts = f"{api.url}/2010-04-01/Accounts.json"
print(requests.get(accounts).status_code)
mine = requests.get(accounts, auth=me).json()["accounts"][0]
print(mine["sid"], mine["status"])
account = api.url + mine["uri"].removesuffix(".json")

# %% [markdown]
# `401`: here one always has to say who asks. A sid is a name that a machine has made:
# two letters that tell the kind (`AC` for an account), then 32 digits of base 16. From
# now on `account` is the URL that the table calls A.
#
# ## One message, two dialects
#
# Message 3 of your server is known to Twilio's dialect as `MM800f…`: this sid stands
# on that page. **Predict:** you fetch the same message in both dialects. Do its fields
# have the same names?

# %%
third = f"{account}/Messages/MM800f449d0399ed014aae2bcc0cc2f2ec.json"
plain = requests.get(f"{api.url}/messages/3")
show(plain)
theirs = requests.get(third, auth=me)
show(theirs)

# %% [markdown]
# One resource, two representations. Compare them, line by line:
#
# | | plain | Twilio's |
# |---|---|---|
# | its name | `id`, a number | `sid`, a text; `uri`, where it is |
# | people and text | `from`, `to`, `body`, `tags` | the same |
# | times | `2024-01-01T09:00:00Z` | `Mon, 01 Jan 2024 09:00:00 +0000` |
# | numbers | as numbers | as text: `"num_segments": "1"` |
# | what is not known yet | is left out | is there, as `null` |
# | what is below it | | `subresource_uris` |
#
# So **use** with care: `"1" + "1"` is `"11"`. Write `int(...)` around such a number.
#
# ## Send
#
# Now the first example of that page: it creates a message. You know how to send JSON,
# so you try that. **Predict:** all fields are there, and named as the table says. Is
# the message created?

# %%
predict("created_from_json", ...)  # True or False

# %%
ship = {"From": "+15017122661", "To": "+15558675310"}
ship["Body"] = "This is the ship that made the Kessel Run in fourteen parsecs?"
refused = requests.post(f"{account}/Messages.json", json=ship, auth=me)
show(refused)
compare("created_from_json", refused.ok)

# %% [markdown]
# "A 'To' phone number is required", and yet you sent one! The sentence tells what the
# server missed, not what you did wrong. Look for the cause on the wire: the label says
# JSON, and the table says *form*. This function of the server reads the content. What
# does it give back if the label is another one? Below it, the same call with a form:

# %%
import inspect

from toy_api.dialect.wishes import form_of

print(inspect.getsource(form_of))

# %%
created = requests.post(f"{account}/Messages.json", data=ship, auth=me)
show(created)

# %% [markdown]
# An empty form, `{}`, was read from your JSON. With `data=` the form arrived, and the
# message is *queued*. In a form `%2B` stands for `+`, and `+` for a space.
#
# ## Redact
#
# To **redact** a message is to take its text away, and to keep the rest. The page does
# it with an update, and an update is a `POST` here, whose `Body` is empty. There is no
# `PUT` in the table.
#
# First a `PUT`, to see that there is none. Then two calls of `POST`: in Python two
# values could mean "empty", `None` and `""`. **Predict:** both are answered `200`.
# After which of them is the text gone?

# %%
api.reset()
print(requests.put(third, data={"Body": ""}, auth=me).status_code)
for empty in [None, ""]:
    answer = requests.post(third, data={"Body": empty}, auth=me)
    sent = api.exchanges()[-1].request.body
    print(answer.status_code, sent, repr(answer.json()["body"]))
print(repr(requests.get(f"{api.url}/messages/3").json()["body"]))

# %% [markdown]
# The `PUT` brought a `405`: this resource has none. And with `None`, `requests` sent
# *nothing*: a form without fields, a change without a change, and the server said
# `200`. Only `Body=`, five bytes, takes the text away. The `200` says that the request
# was in order. Whether your wish came true stands in the content: **check** it.
#
# The last line is the plain dialect: its message has no text either. It is one message.
#
# ## Refused by number
#
# Three calls with something wrong in each, and one with a number that Twilio keeps for
# tests. **Predict:** how many different statuses come?

# %%
odd = [{"To": "123"}, {"From": "me"}, {"Body": ""}, {"To": "+15005550004"}]
for wrong in odd:
    answer = requests.post(f"{account}/Messages.json", data=ship | wrong, auth=me)
    error = answer.json()
    print(error["status"], error["code"], error["message"])

# %% [markdown]
# One status, four codes. `400` tells a program that its request is at fault. The `code`
# tells which fault it is, so that is what a program should ask for. (`code` is a
# *number* here: compare it with `21211`, not with `"21211"`.) The message is for
# people. The documentation of each code stands at `more_info`.
#
# ## Page by page
#
# In lesson 11 the way to the next page stood in the field `Link`. Here it stands in the
# content. **Predict:** six messages, four on a page: how many calls?

# %%
way = f"{account}/Messages.json?PageSize=4"
while way:
    page = requests.get(way, auth=me).json()
    print(page["page"], [each["sid"][-2:] for each in page["messages"]])
    print(page["next_page_uri"])
    way = page["next_page_uri"] and api.url + page["next_page_uri"]

# %% [markdown]
# Newest first. `next_page_uri` is a relative URL, so `api.url` belongs in front of it;
# at the end it is `null`, in Python `None`, and `None and ...` is `None` again. The
# `PageToken` in it names the last message of the page before. Do not build this URL
# yourself: follow it.
#
# ## The life of a message
#
# A new message is not done: it has its way to go. This loop looks at it, tries to
# delete it, and lets the carrier take it one step on. **Predict:** at which of the four
# statuses is the `DELETE` accepted?

# %%
predict("deleted_when", ...)  # "queued", "sending", "sent" or "delivered"

# %%
sent = requests.post(f"{account}/Messages.json", data=ship, auth=me).json()
for step in range(4):
    now = requests.get(api.url + sent["uri"], auth=me).json()
    deleted = requests.delete(api.url + sent["uri"], auth=me)
    print(now["status"], now["price"], now["date_sent"], deleted.status_code)
    api.carry()
    if deleted.ok:
        compare("deleted_when", now["status"])

# %% [markdown]
# `409 Conflict` until nothing more can become of the message. `price` and `date_sent`
# are filled in on the way, so a `null` may be another value at the next look. A price
# is negative: it is taken from your account.
#
# ## What a text costs
#
# A long text travels in pieces, called **segments**, and each one is paid. In the
# alphabet *GSM-7* a segment holds 160 characters, or 153 if there are several. One
# character outside of that alphabet, and the whole text is sent in *UCS-2*, with 70 or
# 67 to a segment. (An emoji counts as two there.)
#
# **Predict** the segments of these three: 160 letters, 161 letters, and 160 letters
# with one emoji. It is written by its name here: `\N{ROCKET}`.

# %%
for text in ["a" * 160, "a" * 161, "a" * 160 + "\N{ROCKET}"]:
    fields = ship | {"Body": text}
    sent = requests.post(f"{account}/Messages.json", data=fields, auth=me).json()
    api.carry()
    api.carry()
    cost = requests.get(api.url + sent["uri"], auth=me).json()["price"]
    print(len(text), "characters:", sent["num_segments"], "segments,", cost, "dollars")

# %% [markdown]
# One emoji made a text of 161 characters three times as dear as one of 160. (The price
# of a segment is made up here.)
#
# ## The official library
#
# Many people do not write these calls themselves. Twilio offers a **library** for each
# of several languages: functions that make the calls for you. Here is the one for
# Python, unchanged. `twilio_here` leads its calls to your server, and puts the sid and
# the secret of your account where the library looks for them: into the variables
# `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN` of the environment.
#
# `from` is a word of Python itself, so the library says `from_`. **Predict:** which
# method does this call send, and which kind of content, JSON or a form?

# %%
from twilio.rest import Client

from lessons import twilio_here

here = twilio_here(api)
client = Client()
names = {"from_": ship["From"], "to": ship["To"], "body": ship["Body"]}
print(client.messages.create(**names).status)

# %%
_, request, response = api.exchanges()[-1]
print(request.method, request.path, response.status)
print(request.headers["Content-Type"], request.headers["Authorization"])
print(request.body.decode())

# %% [markdown]
# It is the request that you made by hand: the same method, URL, label and fields. A
# library is a client like any other. It spares you the typing, and you can read on the
# wire what it does.
#
# These are the other two examples of the page: fetch a message, and redact it.
# **Predict** both requests. Then two lists: how many calls does each of them send?

# %%
api.reset()
known = len(api.exchanges())
page = client.messages("MM800f449d0399ed014aae2bcc0cc2f2ec")
print([page.fetch().body, page.update(body="").body])
print(len(client.messages.list(limit=2)), len(client.messages.list(page_size=2)))
for _, request, _ in api.exchanges()[known:]:
    place = request.target.partition("/Messages")[2]
    print(request.method, f"A/Messages{place}", request.body)

# %% [markdown]
# `limit=2` asked for one page of two. `page_size=2` without a limit walks to the end:
# one line of yours, three calls. The wire shows what the line hides.
#
# What if the API refuses? `requests` hands you the response, whatever its status. This
# library raises an error. `except ... as refused` catches it and gives it a name:

# %%
from twilio.base.exceptions import TwilioRestException

try:
    client.messages.create(**names | {"to": "123"})
except TwilioRestException as refused:
    print(refused.status, refused.code, refused.msg)
print(api.exchanges()[-1].response.json()["code"])
here.close()

# %% [markdown]
# Status and code are those of the wire. (`here.close()` takes the credentials out of
# the environment again. The client has its own copy, and still calls your server.)
#
# That page writes its examples for Node. With the package `twilio` from npm, and the
# two variables in the environment, they run here, too: the first lines of
# `lessons/classroom/twilio_here.cjs` say how.
#
# ## Exercises
#
# **Exercise 1.** Read the table once more, and make three calls with `requests`:
#
# - all messages *to* `+14158141829`, with the filter that the table offers,
# - send a message in your own words with a picture: the URL of one as `MediaUrl`,
# - feedback about message 3, that it arrived: the `Outcome` is `confirmed`.
#
# Keep the three responses, in this order.

# %% name="dialect_calls" tags=["exercise"]
three = [..., ..., ...]

# %%
check("dialect_calls", three)

# %% [markdown]
# **Exercise 2.** Write a library of your own, with seven methods. A **class** is a plan
# for things that carry functions along, called methods; `self` is the thing itself, and
# in it is kept what all methods need. The start is made, with the first method. (Run
# this cell: what you write needs it.)


# %%
class Start:
    def __init__(self, url, auth):
        self.url, self.auth = f"{url}/Messages", auth

    def fetch(self, sid):
        return requests.get(f"{self.url}/{sid}.json", auth=self.auth).json()


print(Start(account, me).fetch("MM800f449d0399ed014aae2bcc0cc2f2ec")["status"])

# %% [markdown]
# `class MessagesClient(Start):` has all that `Start` has, and what you write below it.
#
# | method | what it gives back |
# |---|---|
# | `fetch(self, sid)` | the message, as a dictionary (done) |
# | `create(self, sender, recipient, body)` | the new message |
# | `redact(self, sid)` | the message, its text gone |
# | `cancel(self, sid)` | the message, which was scheduled: its `Status` is `canceled` |
# | `delete(self, sid)` | `True` if it was deleted, `False` if that was refused |
# | `everything(self, size)` | a list of all messages, fetched in pages of this `size` |
# | `reason(self, response)` | the `code` if this response is a refusal, else `None` |
#
# Write one, `check`, write the next. The check makes a client for an account on a
# server of its own, and says of each method what it saw there. So `api.url` is of no
# use: take `urljoin(self.url, way)` from lesson 06. (It comes with
# `from urllib.parse import urljoin`.)

# %% name="messages_client" tags=["exercise"]
MessagesClient = ...  # in the place of this line: class MessagesClient(Start):
#
#     def create(self, sender, recipient, body):
#         ...

# %%
check("messages_client", MessagesClient)

# %% [markdown]
# **Exercise 3.** A critique. Each of these sentences is true of the plain dialect.
# Which of them are true of this one? Write `True` or `False`. Do not trust your memory:
# try it on the wire.
#
# - `create`: a `POST` to the collection creates, and is answered `201`
# - `update`: a `PUT` or a `PATCH` changes a message
# - `delete`: a `DELETE` is answered `204`, without content
# - `label`: the server reads JSON that is labelled as JSON
# - `accept`: the field `Accept` chooses the format of the answer
# - `errors`: an error comes as `application/problem+json`
# - `pages`: the way to the next page stands in the field `Link`
# - `place`: the answer to a `POST` that creates tells where the new one is
# - `alone`: each request says by itself who asks; the server keeps no login

# %% name="critique" tags=["exercise"]
as_before = {"create": ..., "update": ..., "delete": ..., "label": ...}
as_before |= {"accept": ..., "errors": ..., "pages": ..., "place": ..., "alone": ...}

# %%
check("critique", as_before)

# %% [markdown]
# ## Quiz
#
# 1. You redact a message, and the documentation says: with `POST`. What follows?
#    **a** a new message is created, since that is what `POST` does · **b** this API
#    updates with `POST`, and may · **c** the documentation is wrong: it must be `PUT`
# 2. What of this API is in the style of REST?
#    **a** that it answers in JSON over HTTP · **b** that it has an official library ·
#    **c** that each message has a URL, and you work on it with standard methods
# 3. Your program shall say "check the number" if the recipient's number is no phone
#    number. What does it look at?
#    **a** the `code` · **b** the status · **c** the words of the `message`

# %% name="quiz_dialect" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_dialect", letters)

# %% [markdown]
# ## What a real API does differently
#
# This dialect is an imitation, made from the documentation and from Twilio's libraries.
# The real one is at `https://api.twilio.com`. It sends real messages to real phones and
# takes money for it. There nobody calls `api.carry()`: the networks move the messages,
# in their own time. Without `.json` it answers in XML; your server knows no such URL.
# If you name a URL in `StatusCallback`, the real API calls it, with a signature in
# `X-Twilio-Signature`: a webhook, as in lesson 17.
#
# ## Key points
#
# - Read documentation along the five steps: address, ask, describe, check, use.
# - The same resource may have other names, formats and methods in another API.
# - An empty value must really be sent. A `200` does not say that anything changed.
# - Branch on the `code`; the status is coarser, and the message is for people.
# - A library sends what you could send. If you wonder what it does, look at the wire.
#
# **Next:** [21 · Inside the server](21_inside_the_server.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** documentation and two dialects 9, send and redact 9, refusals and pages
#   6, life and cost 6, library 8, exercise 1 5, exercise 2 10, exercise 3 and quiz 7.
# - **Likely errors:**
#   - `json=` in the place of `data=` → this API reads forms, and takes JSON for an
#     empty one.
#   - `201` is expected for feedback → the table says `200`: here not every `POST`
#     creates.
#   - `Body` left out, or `None`, in `redact` → then `requests` sends nothing: `""`
#     does.
#   - `response.json()` of a `204` in `reason` → it has no content: ask `response.ok`
#     first.
#   - `next_page_uri` is taken for a whole URL → it is relative: `urljoin(self.url,
#     way)`.
#   - `account` and `me` in a method → the check has an account of its own: `self.url`
#     and `self.auth`.
# - **Discuss:** the library raises an error where `requests` hands you a response.
#   Which of the two would you like better in a program that sends a thousand messages?
# - **Short version:** one message in two dialects, send, redact, the library, exercise
#   1: 28 minutes.
#
# </details>
