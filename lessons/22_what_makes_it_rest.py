# %% [markdown]
# # 22 · What makes it REST
#
# **So is it REST?**
#
# 40 minutes. You need lessons 00 to 21.
#
# After this lesson you can
#
# - name the constraints of REST, and find out by experiment which of them an API keeps,
# - write a client that knows one URL, and works on when all the others are renamed.

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
# 1. A server is *stateless*. What does it store, and what does it not keep?
# 2. An answer says `Cache-Control: max-age=60`. What may a cache do with it?
#
# <details>
# <summary>Answers</summary>
#
# 1. It stores its resources, as any server. It does not keep the conversation: each
#    request brings along all that is needed to understand it.
# 2. Keep it, and use it for 60 seconds without asking. Then ask, with the ETag.
#
# </details>
#
# ## Six rules
#
# REST is not a program and not a format. It is a style, described by Roy Fielding in
# his doctoral thesis in the year 2000. A style is a set of rules that one keeps; he
# calls them **constraints**:
#
# | constraint | what it says |
# |---|---|
# | client-server | who asks and who keeps are two programs; each can change alone |
# | stateless | each request can be understood by itself |
# | cache | an answer says whether it may be kept and used again |
# | uniform interface | all resources are worked with in the same way |
# | layered system | nobody sees past the next one: others may stand in between |
# | code on demand | a server may send code for the client to run (optional) |
#
# The uniform interface has four parts. You know three: each resource has an *address*;
# you change it by sending *representations* of it; and each message *describes itself*,
# by its method, its status and its labels. The fourth is new: *links lead on*. It is
# called **hypermedia**.
#
# ## One URL
#
# A browser knows none of the URLs of a shop. You give it the first one, and then you
# follow links. Can a program use an API in this way? You have followed single links
# before: `Location` in lesson 06, `next` in lesson 11. Now suppose that your program
# knows `api.url` and no other URL. **Predict:** what comes back from there?

# %%
show(requests.get(api.url))

# %% [markdown]
# Links to all there is, each under a name. `{id}` in a link is to be filled in. Such a
# link is a **URI template** (RFC 6570). For a simple one, `format` of Python does that:

# %%
from urllib.parse import urljoin

home = requests.get(api.url)
print(urljoin(home.url, home.json()["message"].format(id=2)))
print("has an ETag:", "ETag" in home.headers)

# %% [markdown]
# This client creates a message, and reads it where it was created. It takes each URL
# from an answer: from the links of the root, then from `Location`. No path stands in
# it. **Predict:** how many calls does it make?


# %%
def send_and_read(root, message):
    home = requests.get(root)
    made = requests.post(urljoin(home.url, home.json()["messages"]), json=message)
    return requests.get(urljoin(made.url, made.headers["Location"]))


tea = {"from": "+15017122661", "to": "+15558675310", "body": "Tea at four?"}
print(send_and_read(api.url, tea).json()["body"])
print([(each.method, each.target) for _, each, _ in api.exchanges()[-3:]])

# %% [markdown]
# Three calls. The first one is the price. It is small: the root has an ETag, so a cache
# like that of lesson 14 gets a `304` the next time.
#
# ## Rename every URL
#
# What is it good for? Let us rename the URLs, and see. A **gateway** is a server that
# stands before another one and hands each request on. `renaming` makes one that serves
# your API under other names, in paths and in all links that come back. You choose the
# names. For comparison, `glued` is a client that builds its URL by hand.

# %%
from lessons.classroom.gateways import caching, forward, in_turn, renaming
from toy_api import listen


def glued(root):
    return requests.get(f"{root}/messages/2")


names = {"/messages": "/letters", "/messages/{id}": "/letters/number-{id}"}
gateway = listen(renaming(api.url, names))

# %% [markdown]
# Both clients now get the URL of the gateway as their root. Nothing else changes in
# them. **Predict:** which of the two still work?

# %%
predict("survivors_of_renaming", ...)  # "both", "links", "glued" or "none"

# %%
followed, by_hand = send_and_read(gateway.url, tea), glued(gateway.url)
print("links:", followed.status_code, "glued:", by_hand.status_code)
for _, request, response in gateway.exchanges()[-4:]:
    print("  ", request.method, request.target, response.status)
compare("survivors_of_renaming", "both" if by_hand.ok else "links")

# %% [markdown]
# The client that follows links did not notice. It knew the *names* of links, such as
# `messages`, and those have stayed. Client and server can change each by itself: this
# is what the uniform interface is for.
#
# This is how the gateway does it:

# %%
import inspect

print(inspect.getsource(renaming))

# %% [markdown]
# `renamed` finds the old path of a new one. If it does not lead back to what was asked,
# nobody has given out this URL: `404`. Else the request goes on to the API, and the
# links in the answer get their new names: in `Location`, in `Link`, in the root.
#
# ## Where your API falls short
#
# **Predict:** how many links are in the JSON of a message?

# %%
message = requests.get(f"{api.url}/messages/2")
show(message)
texts = [value for value in message.json().values() if isinstance(value, str)]
print("links:", [text for text in texts if text.startswith(("/", "http"))])

# %% [markdown]
# None. There is an `id`, and a client must *know* that it fits into the `{id}` of the
# link `message`. It must also know what a new message needs. It learns that from the
# documentation, not from the wire. So your API keeps this part, but not to the end.
#
# ## Who answers?
#
# Behind one URL there can be many servers. Here are two, called **workers**. Each has a
# connection of its own to one database, which is a file. At the start it is empty:

# %%
import tempfile

from toy_api import create_app
from toy_api.exchange import respond_json
from toy_api.store import Store

folder = tempfile.TemporaryDirectory()
stores = [Store(f"{folder.name}/messages.db") for worker in range(2)]
workers = [listen(create_app(store)) for store in stores]
print([requests.get(f"{each.url}/messages").json() for each in workers])

# %% [markdown]
# `in_turn` makes a server for the front: the first request goes to the first worker,
# the second to the second, and so on. `forward` hands a request on. **Predict:** your
# client makes its three calls at the front. Does it find what it has created?

# %%
front = listen(in_turn([forward(worker.url) for worker in workers]))
print(send_and_read(front.url, tea).json()["body"])
for number, worker in enumerate(workers, 1):
    calls = [(asked.method, asked.target) for _, asked, _ in worker.exchanges()[1:]]
    print("worker", number, calls)

# %% [markdown]
# One worker created the message, and the other one read it out. Each could answer,
# because each request said all, and because what was stored lay in the file, not in the
# worker. If the load grows, add a third worker: no client notices.
#
# Now a server that keeps the conversation. `counting` makes one that remembers how
# often it was asked, and so what comes next. **Predict:** two of them take turns, and
# four times you ask for the next number. Which numbers come?


# %%
def counting():
    asked = []

    def answer(request):
        asked.append(request)
        return respond_json(200, {"number": len(asked)})

    return answer


counters = listen(in_turn([counting(), counting()]))
print([requests.get(counters.url).json()["number"] for turn in range(4)])

# %% [markdown]
# Each number comes twice. "The next one" can not be understood by itself: it depends on
# earlier calls, and each worker has heard only half of them. The link `next` of a page
# is different. It says *behind which message* to go on, and any worker can answer it.
#
# ## Somebody in between
#
# A layer can do more than hand on. `caching` makes a gateway with the cache that you
# know from lesson 14. `clock` is its clock, and you move it. **Predict:** the notice
# may be kept for 60 seconds. You read it through the gateway four times, every ten
# seconds. How many of these calls reach the API?

# %%
predict("calls_behind_the_cache", ...)  # a number from 0 to 4

# %%
from toy_api.clock import ToyClock

clock, last = ToyClock(), api.exchanges()[-1].number
middle = listen(caching(api.url, clock.now))
for turn in range(4):
    answer = requests.get(f"{middle.url}/practice/notice")
    print(answer.status_code, answer.json()["notice"], answer.headers.get("Age"))
    clock.seconds += 10
compare("calls_behind_the_cache", len(api.exchanges(last)))

# %% [markdown]
# One. The client did nothing for it, and got the same text each time. Only `Age` tells
# of the cache: so many seconds ago the answer was made. A cache has to add it.
#
# A message says `no-cache`. **Predict:** you read one twice through the same gateway.
# Which status do *you* get the second time, and which one does the gateway get?

# %%
for turn in ["first", "second"]:
    answer = requests.get(f"{middle.url}/messages/2")
    _, request, response = api.exchanges()[-1]
    print(turn, "you:", answer.status_code, "gateway:", response.status)
print(request.headers["Via"], "asks for", request.headers["If-None-Match"])

# %% [markdown]
# The gateway asked with the ETag, got a `304`, and gave you a whole `200`. (In a second
# run it gets a `304` twice: the message is kept already.) In `Via` it told the API that
# it stands in between. All this works since each message describes
# itself: a stranger in the middle can read the method, the status and `Cache-Control`,
# and need not know what a message is.
#
# One constraint is left, the optional one. In a browser, code on demand is JavaScript:
# the page brings a program along. **Predict:** is there a script in the page of your
# server?

# %%
page = requests.get(api.url, headers={"Accept": "text/html"})
print("<script" in page.text)

# %% [markdown]
# ## So is it REST?
#
# | constraint | your server |
# |---|---|
# | client-server | yes: other servers answered, and the client stayed as it was |
# | stateless | yes: two workers served one client in turn |
# | cache | yes: what is read says whether it may be kept |
# | uniform interface | nearly: messages hold no links |
# | layered system | yes: gateways came in between |
# | code on demand | the page at `/` brings none, and that is allowed |
#
# Nearly, then. In common speech, "REST API" means less: an API over HTTP, with
# resources and methods. Many are of that kind. Fielding himself wrote in 2008 that an
# API without hypermedia should not be called REST. For your work the name matters less
# than the questions: what may I rely on, and what will break me?
#
# ## Exercises
#
# **Exercise 1.** Write a function, `def last_page(root):`, in the place of the line
# below. It knows one URL, `root`. From there it goes by links to the list of messages,
# and on from page to page. It gives back the response that brought the last page. (The
# check calls it with gateways that have names of their own, and small pages.)

# %% name="last_page" tags=["exercise"]
last_page = ...

# %%
check("last_page", last_page)

# %% [markdown]
# **Exercise 2.** The next cell starts two small APIs. Here are some calls:
#
# - at `one`: `requests.post(one.url, json={"do": "open", "id": 1})`; `{"do": "read"}`
#   is sent in the same way,
# - at `two`: `requests.get(f"{two.url}/notes")`, also `/notes/1`, which can be `PUT`
#   with `json={"text": "..."}`, and deleted.
#
# Find out by experiment what `one`, `two` and your own `api` keep. Write `True` or
# `False`:
#
# - `stateless`: can each request be understood by itself, whatever was asked before?
# - `cache`: do successful answers say whether they may be kept, be it yes or no?
# - `methods`: is a thing read by `GET` and changed by other methods, at its own URL?
# - `links`: do some answers lead on, in the content or in a header field?
#
# (The check also looks for your experiments in the logs of `one` and `two`.)

# %%
from lessons.classroom.small_apis import start_small_apis

one, two = start_small_apis()

# %% name="constraint_bingo" tags=["exercise"]
# Try them here.

bingo = {"one stateless": ..., "one cache": ..., "one methods": ..., "one links": ...}
bingo |= {"two stateless": ..., "two cache": ..., "two methods": ..., "two links": ...}
bingo |= {"api stateless": ..., "api cache": ..., "api methods": ..., "api links": ...}

# %%
check("constraint_bingo", bingo)

# %% [markdown]
# **Exercise 3.** This client sends the text of a message once more, as a new message,
# and gives back the response that reads the new one:
#
#     def resend(root, id):
#         old = requests.get(f"{root}/messages/{id}").json()
#         new = {name: old[name] for name in ["from", "to", "body"]}
#         made = requests.post(f"{root}/messages", json=new)
#         return requests.get(f"{root}/messages/{made.json()['id']}")
#
# Its URLs are glued. Repair it, so that it works when every URL is renamed. Write it in
# the place of the line below. (Try it with `resend(gateway.url, 2)`. The check has a
# gateway with names that you have not seen.)

# %% name="no_glue" tags=["exercise"]
resend = ...

# %%
check("no_glue", resend)

# %% [markdown]
# ## Quiz
#
# 1. "Our API sends JSON over HTTP." What does that say about REST?
#    **a** it is REST · **b** nothing yet: ask about the constraints ·
#    **c** it is not REST, since REST needs HTML
# 2. Two workers serve one client in turn, and both are stateless. What has been stored
#    when the client has created a message?
#    **a** nothing, since the workers are stateless · **b** the message, where both find
#    it · **c** the message, in the worker that created it
# 3. Which change breaks a client that follows links by their names?
#    **a** the URL of a link is another one · **b** a cache comes in between ·
#    **c** the name of a link is another one

# %% name="quiz_what_makes_it_rest" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_what_makes_it_rest", letters)

# %%
# This stops what the lesson has started. (Run its cell again to start it again.)
servers = [gateway, front, counters, middle, one, two]
for each in servers + workers:
    each.stop()
for store in stores:
    store.close()
folder.cleanup()
print("stopped")

# %% [markdown]
# ## What a real API does differently
#
# GitHub's API has a root with links and URI templates, and its items hold links to
# others. Twilio's API of lesson 20 updates by `POST` and has `.json` in its
# URLs, but it leads on with `next_page_uri`. Which constraints does it keep? Play
# bingo with it.
#
# You may hear of the *Richardson levels*: 0 is one URL for all, 1 adds resources, 2
# adds methods and statuses, 3 adds hypermedia. They grade only the uniform interface.
#
# ## Key points
#
# - REST is six constraints: client-server, stateless, cache, uniform interface, layered
#   system, and code on demand, which is optional.
# - Know one URL and the names of links. Take every other URL from an answer.
# - Statelessness lets any worker answer. Self-descriptive messages let a layer help.
#
# And of the whole course:
#
# - A call has five steps: address, ask, describe, check, use.
# - The method is a promise, the status says whose turn it is, a label says what came.
# - Answers get lost, lists move, others write, too. Keys, cursors and ETags are there
#   for that.
# - If you want to know what an API does, look at the wire.
#
# **Next:** an API of your own choice. Read its documentation with the questions of this
# course: how does it page, refuse, repeat, version? Then try one call, and look at it.
# The server of this course is made to be read, too: begin at `toy_api/__init__.py`.
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** look back and six rules 5, one URL and renaming 9, who answers and
#   somebody in between 8, so is it REST 2, exercises and quiz 16.
# - **Likely errors:**
#   - exercise 1: `urljoin` is forgotten → the links are relative: `urljoin(root, ...)`.
#   - exercise 1: the last link is asked for where there is none → `while "next" in
#     page.links:` looks before.
#   - exercise 2: `no-store` is taken for silence → it does say something: this may not
#     be kept.
#   - exercise 3: the template is not filled in, or the number is glued to the link
#     `messages` → `.format(id=...)` fills in the link `message`.
# - **Discuss:** a client keeps the links of the root for a day. What is won, and what
#   happens on the day of the renaming? · Who would have to change if the *names* of
#   links were renamed?
# - **Short version:** one URL, rename every URL, the two workers, exercise 3: 20
#   minutes.
#
# </details>
