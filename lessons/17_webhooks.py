# %% [markdown]
# # 17 · Webhooks
#
# **How does the API call me?**
#
# 45 minutes. You need lessons 00 to 16.
#
# After this lesson you can
#
# - start a listener, subscribe it to events, and read what it is told,
# - tell a genuine call from a forged one, and news from a repetition.

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
# 1. A `POST` timed out. Is there a message now?
# 2. What does the server do with the second of two equal `POST`s that carry the same
#    `Idempotency-Key`?
#
# <details>
# <summary>Answers</summary>
#
# 1. You can not know: the reply was lost, or the request. That is why there are keys.
# 2. It sends the first answer again, and creates nothing.
#
# </details>
#
# ## Ask again and again
#
# A message has a way to go: *queued*, *sending*, *sent*, *delivered*. On your server a
# carrier takes all messages one step further, each time that you call `api.carry()`.
# Here you send one and want to know when it arrives. So you ask, again and again:

# %%
tea = {"from": "+15017122661", "to": "+15558675310", "body": "Tea at four?"}
url = api.url + requests.post(f"{api.url}/messages", json=tea).headers["Location"]
for step in range(3):
    print(requests.get(url).json()["status"], end=" → ")
    api.carry()
print(requests.get(url).json()["status"])

# %% [markdown]
# Four questions for one answer. To ask again and again is called **polling**. It is
# simple, and it costs calls: with a million messages it is a million questions, and
# most of the answers say that nothing is new.
#
# ## Accepted, not done
#
# Some work is too long to wait for. A *broadcast* is one text for many recipients:

# %%
many = [f"+1555867{number}" for number in range(5000, 5060)]
accepted = requests.post(f"{api.url}/broadcasts", json=tea | {"to": many})
print(accepted.status_code, accepted.reason, accepted.headers["Location"])
print(accepted.text)

# %% [markdown]
# `202 Accepted` promises less than `201`: the server has understood, and it will try;
# the work may still fail. `Location` leads to a **status resource**, which tells how
# far it is. Your server sends 25 messages in a second of its clock, and the clock moves
# by one second with each call. **Predict:** how many times do you ask until all 60 are
# sent?

# %%
predict("questions", ...)  # a number from 1 to 9

# %%
asked, status = 0, "running"
while status != "done":
    job = requests.get(api.url + accepted.headers["Location"]).json()
    asked, status = asked + 1, job["status"]
    print(asked, status, job["sent"], "of", job["recipients"])
compare("questions", asked)

# %% [markdown]
# Polling again. Would it not be better if the server told *you*?
#
# ## You are the server
#
# To be called, you need an address that somebody can call: a server. `listen` starts
# one, made of a single function. The function gets each request that comes, and gives
# back the status of the answer.

# %%
from toy_api import listen

heard = []


def receive(request):
    heard.append(request.json())
    return 204


listener = listen(receive)
print(requests.post(listener.url, json={"tea": "at four"}).status_code, heard)

# %% [markdown]
# This time *you* answered. The address of a listener that an API calls is known as a
# **webhook**. Tell your API about it: create a **subscription**.

# %%
api.reset()
wish = {"target": listener.url, "events": ["delivered"]}
subscribed = requests.post(f"{api.url}/webhooks", json=wish)
show(subscribed)

# %% [markdown]
# The response holds a *secret*. It is told once, here, and never again; in the log, and
# so in this picture, it is masked. Keep it: you need it soon.
#
# After the reset there are six messages. Three steps take them to their recipients.
# **Predict:** how many calls reach your listener?

# %%
predict("calls_that_came", ...)  # a number from 0 to 18

# %%
secret, known = subscribed.json()["secret"], len(listener.exchanges())
heard.clear()
for step in range(3):
    api.carry()
listener.exchanges(known + 6, seconds=3)  # waits, as long as calls may come
print([each["data"]["id"] for each in heard])
compare("calls_that_came", len(heard))

# %% [markdown]
# One call for each message, at the step that you subscribed to. You asked nothing. (A
# second run finds all messages delivered already: begin at `api.reset()` again.) This
# is what crossed the wire, from the API to you:

# %%
genuine = listener.exchanges()[-1].request
print(genuine.as_text())

# %% [markdown]
# A `POST` with JSON: the type of the event, its time, and the message as it was then.
# Three fields come with it: `Webhook-Id`, `Webhook-Timestamp` and `Webhook-Signature`.
#
# ## Who is calling?
#
# Your listener has an address, and anybody who knows it may call. Here is a forged
# call. **Predict:** what does your `receive` say to it?

# %%
lie = {"type": "message.delivered", "data": {"id": 1, "body": "Send me money."}}
print(requests.post(listener.url, json=lie).status_code, heard[-1]["data"]["body"])
forged = listener.exchanges()[-1].request

# %% [markdown]
# `receive` believes everything. It needs the **signature**: a fingerprint of the id,
# the time and the content, mixed with the secret. Who does not know the secret can not
# make it. This is how the server makes it:

# %%
import inspect

from toy_api.guards.signing import sign

print(inspect.getsource(sign))

# %% [markdown]
# `hmac.new` mixes key and text; `sha256` is the kind of fingerprint. You know the
# secret, so you can make the signature as well, and compare. (`compare_digest` is `==`
# for secrets: it takes the same time wherever the difference is, and so tells a forger
# nothing.) A field that is not there is `None` here. **Predict** both lines:

# %%
import hmac


def is_from_api(request):
    id, time = request.headers["Webhook-Id"], request.headers["Webhook-Timestamp"]
    given = str(request.headers["Webhook-Signature"])
    mine = sign(secret, id, time, request.body)
    return hmac.compare_digest(mine.encode(), given.encode())


print("genuine:", is_from_api(genuine))
print("forged: ", is_from_api(forged))

# %% [markdown]
# A careful listener answers a forged call with `401`, and forgets it.
#
# ## When you stumble
#
# What if your function fails? A new listener fails at the first call, and only there.
# (The reset ends the old subscription. The number in `exchanges(2)` says for how many
# calls to wait.) **Predict:** is the event lost?

# %%
api.reset()
for step in range(3):
    api.carry()  # the six messages arrive, and nobody is told

# %%
ids = []


def stumble(request):
    ids.append(request.headers["Webhook-Id"])
    return 500 if len(ids) == 1 else 204


clumsy = listen(stumble)
wish = {"target": clumsy.url, "events": ["sending"]}
place = requests.post(f"{api.url}/webhooks", json=wish).headers["Location"]

# %%
requests.post(f"{api.url}/messages", json=tea)
api.carry()
clumsy.exchanges(2)  # waits for two calls
delivery = {"state": "waiting"}
while delivery["state"] == "waiting":
    delivery = requests.get(f"{api.url}{place}/deliveries").json()[0]
print(ids, delivery["attempts"])

# %% [markdown]
# The server saw the `500`, waited, and called again, with the same `Webhook-Id`. After
# five attempts it gives up. The pauses grow: half a second, one, two, four.
#
# Now turn it round: your function did its work, and then the reply was lost. The server
# can not know that. It calls again, and you hear the same event twice. So remember the
# ids that you have seen, and ignore a repetition. And since a call that failed comes
# later, events may arrive in another order than they happened: the `timestamp` in the
# content tells when. (Times written like this can be compared with `<` and `max`.)
#
# ## Where a server may call
#
# The API calls whatever address you give to it. **Predict:** may you give it an address
# in another network, one that you could not reach yourself?

# %%
far = requests.post(f"{api.url}/webhooks", json={"target": "http://10.0.0.1/admin"})
print(far.status_code, far.json()["errors"][0]["detail"])

# %% [markdown]
# A server stands in a network with neighbours that trust it. If it called any address,
# you could make it call *them*. This attack is called **SSRF**, server-side request
# forgery. Your server calls only this computer.
#
# ## Exercises
#
# **Exercise 1.** A message that nobody takes ends as *undelivered*. Subscribe your
# `listener` to `undelivered` and to nothing else. Keep the response.

# %% name="subscription" tags=["exercise"]
subscription = ...

# %%
check("subscription", subscription)

# %% [markdown]
# **Exercise 2.** Write a function, `def is_genuine(request, secret):`, in the place of
# the line below. It gives back `True` if the signature was made with this secret, else
# `False`; a call without the three fields is not genuine. (The check calls it with
# calls of its own.)

# %% name="is_genuine" tags=["exercise"]
is_genuine = ...

# %%
check("is_genuine", is_genuine)

# %% [markdown]
# **Exercise 3.** Write a function, `def newest(calls):`. It gets a list of requests
# that reached a listener, all of them genuine, all about one message. Some are
# repetitions, and the order is mixed up. It gives back two things in a tuple: how many
# *different* events there are, and the status of the message after the last of them, as
# in `(3, "delivered")`.

# %% name="newest" tags=["exercise"]
newest = ...

# %%
check("newest", newest)

# %% [markdown]
# ## Quiz
#
# 1. An API answers your `POST` with `202`. What do you know?
#    **a** the work is done · **b** the work was accepted, and may still fail ·
#    **c** something went wrong
# 2. Your listener did its work, but its `204` was lost. What happens? **a** the API
#    calls again, and you hear the event twice · **b** nothing: the event is done ·
#    **c** the API takes your work back
# 3. What does the signature prove? **a** that nobody has read the content · **b** that
#    it comes from who knows the secret, and was not changed · **c** that it comes for
#    the first time

# %% name="quiz_webhooks" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_webhooks", letters)

# %% [markdown]
# ## What a real API does differently
#
# Twilio calls you, too, when the status of a message changes: you name the address in
# the field `StatusCallback` of each message. Its calls are forms, not JSON, and signed
# in a way of its own, in the field `X-Twilio-Signature`. The three fields of this
# lesson come from the specification *Standard Webhooks*, which several APIs share.
#
# A real API calls over `https`, from far away. Your listener then needs an address that
# the internet can reach.
#
# ## Key points
#
# - Polling asks again and again. A webhook is an address of yours that the API calls.
# - `202 Accepted`: not done yet. A status resource tells how far it is.
# - Check the signature before you believe a call.
# - A call may come twice, and out of order. Remember its id, look at its time.
# - A server must choose with care where it lets itself be sent.
#
# This was the last lesson of part 2. You can now work with an API that other people
# rely on, on a network that fails.
#
# **Next:** [18 · Contract](18_contract.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** polling and 202 8, listener and subscription 8, signature 9, stumbling
#   5, where a server may call 2, exercises and quiz 13.
# - **Likely errors:**
#   - `events="undelivered"`, a text → it takes a list, even of one event.
#   - the signature is compared with one made of `request.json()` → other bytes, other
#     fingerprint: take `request.body`.
#   - calls are counted in place of ids → a repetition has the same `Webhook-Id`: count
#     the different ones.
#   - the last call of the list is taken for the newest → events come in any order: the
#     `timestamp` tells when.
# - **Discuss:** your listener answers `204` at once and does its work later. What is
#   won, and what if it falls over in between?
# - **Short version:** listener and subscription, the forged call, exercise 2: 18
#   minutes.
#
# </details>
