# %% [markdown]
# # 21 · Inside the server
#
# **How is it made?**
#
# 55 minutes. You need lessons 00 to 20.
#
# After this lesson you can
#
# - add a resource and a representation of your own to the running server,
# - put a rule around the server, and say what it changes and what it can not see.

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
# 1. A URL is right, but what lives there does not have your method. Which status comes,
#    and which header field tells you what it has?
# 2. What does `HEAD` bring, and what does a `GET` with `If-None-Match` bring if nothing
#    has changed?
#
# <details>
# <summary>Answers</summary>
#
# 1. `405 Method Not Allowed`, and `Allow`.
# 2. `HEAD` brings the head of a `GET` without its content; the `GET` is answered `304`,
#    without content, too.
#
# </details>
#
# ## The whole server is one function
#
# Until now you mostly stood outside, and read what crossed the wire. Now you go inside.
# `create_app` makes the server, without any network: no address, no port. (`ToyClock`
# is the toy clock of your own server.)
#
# A request is an object, too: a method, a target, and perhaps header fields and
# content. **Predict:** what kind of thing is `server`? What do you do with it to get an
# answer?

# %%
from toy_api import App, Request, create_app
from toy_api.clock import ToyClock

server = create_app(clock=ToyClock())
answer = server(Request("GET", "/messages/1"))
print(type(server))
print(App)
print(answer.as_text())

# %% [markdown]
# You call it. It is a plain function: a `Request` goes in, a `Response` comes out. In
# the files of the server this shape has a name, `App`, and the second line shows what
# it stands for. *Callable* is what can be called; in the inner brackets stands what
# goes in, behind them what comes out.
#
# The network is only a door. It turns bytes into a `Request`, calls the function, and
# turns the `Response` into bytes. The rest of the server knows nothing of it.
#
# Inside the function, something must know about messages. This is the part of your
# server that answers a `GET` for one message, as it runs right now:

# %%
import inspect

from toy_api.resources.plain import OneMessage

print(inspect.getsource(OneMessage.get))

# %% [markdown]
# It stands in a **class**. A class is a plan for objects: `OneMessage(...)` makes one.
# A function in a class is a *method*; in it, `self` is the object itself, and Python
# hands it over. So a **resource** is an object whose methods are named after the verbs
# of HTTP: `get`, `put`, `patch`, `delete`.
#
# You know every step of it. `negotiate` chooses one of the faces (lesson 13).
# `self._message(id)` finds the message. `FRESH` is `Cache-Control: no-cache`
# (lesson 14).
#
# **Predict:** you call this method by yourself, and then you ask over the wire. Is the
# content the same, byte for byte? Are the header fields?

# %%
from toy_api.app import example_store

api.reset()
one = OneMessage(example_store(ToyClock()))
bare = one.get(Request("GET", "/messages/1"), id="1")
wire = requests.get(f"{api.url}/messages/1")
print("the same content:", bare.body == wire.content)
print("only on the wire:", [name for name in wire.headers if name not in bare.headers])

# %% [markdown]
# The same bytes, and four fields less. The resource makes the content and what belongs
# to it. Who adds the rest? You see it soon. First you make a resource of your own.
#
# ## A resource of your own
#
# It looks up a phone number: which country is it from, and how is it written there? At
# `/lookups/+15017122661` it shall say that. You build it in steps.
#
# The first cell has a table of country codes, and writes a number as it is written
# inside the country: in North America ten digits in three groups, in France and Germany
# with a 0 before. The second takes the code off a number. If no code fits, it
# **raises** a `Problem`: `raise` leaves the function at once, and the server makes an
# answer with problem details of it. **Predict** what the two cells print.


# %%
COUNTRIES = {"1": "North America", "33": "France", "49": "Germany"}


def national(code, rest):
    if code == "1":
        return f"({rest[:3]}) {rest[3:6]}-{rest[6:]}"
    return f"0{rest}"


print(national("1", "5017122661"), "and", national("33", "142685300"))

# %%
from toy_api.exchange import respond, respond_json
from toy_api.rules.problems import Problem


def split(number):
    for code in COUNTRIES:
        if number.startswith(f"+{code}"):
            return code, number.removeprefix(f"+{code}")
    raise Problem(404, f"No country in the table fits {number}.")


print(split("+15017122661"))

# %% [markdown]
# Now the resource itself, with one method. `is_phone_number` and `respond_json` are
# the server's own; `respond_json` takes the status, the document and header fields.
# Such an answer rarely changes, so it may be kept for an hour.

# %%
from toy_api.fields import is_phone_number


class Lookup:
    def get(self, request, number):
        if not is_phone_number(number):
            raise Problem(404, f"{number} is no phone number such as +15017122661.")
        code, rest = split(number)
        found = {"country": COUNTRIES[code], "national": national(code, rest)}
        return respond_json(200, found, {"Cache-Control": "max-age=3600"})


# %% [markdown]
# No network is needed to try it: the second line below calls it as a Python function.
# Then `api.add` puts it into the server that is running. `{number}` is the open part of
# the path: what stands there is handed to your method, under this name.
#
# **Predict:** must the server be started anew before it answers at this URL?

# %%
lookup = Lookup()
print(lookup.get(Request("GET", "/"), number="+33142685300").json())
url = f"{api.url}/lookups/+15017122661"
before = requests.get(url)
api.add("/lookups/{number}", lookup)
print("before:", before.status_code, "| now:")
show(requests.get(url))

# %% [markdown]
# It answers at once. (In a second run it is there before, too.) You wrote little more
# than 20 lines, and they are an API.
#
# The path has a `+` in it. In lesson 03, characters with a meaning were written with a
# `%`; the `+` can be written as `%2B`. **Predict** for each of these three: does your
# method get `+15017122661`?

# %%
for written in ["+15017122661", "%2B15017122661", "15017122661"]:
    answer = requests.get(f"{api.url}/lookups/{written}")
    print(api.exchanges()[-1].request.path, answer.status_code, answer.json())
answer = requests.get(f"{api.url}/messages?from=+15017122661")
print("in a query:", answer.json()["detail"])

# %% [markdown]
# In a path a plus is a plus, and `%2B` is one, too: the server has decoded it before
# your method is called. In a query it is different: there a `+` means a space. `%2B` is
# right in both.
#
# ## What nobody wrote
#
# Your class has one method, `get`. **Predict:** somebody sends a `POST` to its URL.
# Which status comes back?

# %%
predict("post_to_lookup", ...)  # a status code

# %%
refused = requests.post(url)
show(refused)
compare("post_to_lookup", refused.status_code)

# %% [markdown]
# `405`, with `Allow`, and in `Allow` there are two methods that you did not write.
# **Predict:** do they work? And does your look-up answer `304` to who has it already?
# The cell makes three calls and reads them in the log. Below it is the function that
# finds your method.

# %%
from toy_api.router import _method_of

known = {"If-None-Match": requests.get(url).headers["ETag"]}
requests.head(url)
print("OPTIONS brings Allow:", requests.options(url).headers["Allow"])
requests.get(url, headers=known)
for _, request, response in api.exchanges()[-3:]:
    print(request.method, request.path, response.status, len(response.body), "bytes")
print(inspect.getsource(_method_of))

# %% [markdown]
# All of it works, and it is in the log. `_allowed(resource)` lists the verbs for which
# the object has a method. `OPTIONS` is answered with that list (by a `lambda`, which is
# a function without a name); a verb that is not in it raises a `Problem(405, ...)`. And
# `HEAD` simply calls your `get`: `getattr` takes a method by its name. So who takes the
# content away again, and who adds the `ETag`?
#
# ## A rule goes around
#
# There are functions that go around everything. A **rule** takes an app and gives back
# an app. Here are two that you have met on the wire:

# %%
from toy_api.rules.completion import complete
from toy_api.selection.precondition_required import demanding

print(complete.__module__, "and", demanding.__module__, end="\n\n")
print(inspect.getsource(complete))
print(inspect.getsource(demanding))

# %% [markdown]
# Read `complete` from its last line. It gives back `answer`, a function that was
# defined inside, and that is the new app: a request goes in, a response comes out.
# `answer` calls the old app, `app(request)`, and then adds to what came: the `Date`,
# the `Content-Length`. An answer to `HEAD` loses its content here. (`tick` moves the
# clock.)
#
# `demanding` is the `428` of lesson 15. It acts *before*: where it raises a `Problem`,
# `app(request)` is never reached, and no resource hears of the request.
#
# Now a rule of yours. A response can say in the field `Server` which software made it.
# You try the rule at once, around the app without network. Then `api.surround` puts it
# around the resources of the running server. (`reset` takes a rule away that is there
# already.) Three calls follow: a message, your look-up, and a message that is not
# there. **Predict:** how many of these three answers say `Server: toy/1.0`?


# %%
def named(app):
    def answer(request):
        response = app(request)
        response.headers["Server"] = "toy/1.0"
        return response

    return answer


print(named(server)(Request("GET", "/messages/1")).headers["Server"])

# %%
predict("answers_named", ...)  # a number from 0 to 3

# %%
api.reset()
api.add("/lookups/{number}", lookup)
api.surround(named)
paths = ["/messages/1", "/lookups/+15017122661", "/messages/999"]
answers = [requests.get(api.url + path) for path in paths]
for each in answers:
    print(each.status_code, each.headers.get("Server"))
compare("answers_named", sum("Server" in each.headers for each in answers))

# %% [markdown]
# Two. Your look-up is one of them, though it knows nothing of the rule. But for message
# 999 the resource raises a `Problem`, and `raise` leaves `app(request)` at once, and
# your `answer` as well: the line with `Server` is never reached. Further out stands a
# rule that catches the problem and makes an answer of it. It depends on the place what
# a rule can see.
#
# Here all places are on one page. The cell also shows what `api.reset()` does with
# everything that you have added:

# %%
from toy_api.app import create_api

api.reset()
again = [requests.get(api.url + path) for path in paths]
print([(each.status_code, each.headers.get("Server")) for each in again])
print(inspect.getsource(create_api))

# %% [markdown]
# After a reset the server is as it was made: no look-up, no rule of yours. (To go back
# to the cells above, run the one with `api.add` again.)
#
# In `create_api`, read the lines with `api = ` from the top: each wraps what was there
# before, from the inside out. Innermost are the resources, and around them what you add
# (`added.around`). Then `conditional` makes the `ETag` and the `304`. `explained`
# catches problems, `throttled` sets a limit, `permitted` looks at who asks. Outermost
# is `recorded`, which writes the log. Your additions are inside of all that, and so
# they get an `ETag` and stand in the log.
#
# **Read on**, if you like. In which of the functions that you saw is each of these
# decided: the `405`, the `428`, the `Content-Length`? And in which file does each
# stand? (All files are in the folder `toy_api` of the course; the names that were
# printed above the two rules lead there.)
#
# <details>
# <summary>Answers</summary>
#
# `_method_of` in `router.py`; `demanding` in `selection/precondition_required.py`;
# `complete` in `rules/completion.py`.
#
# </details>
#
# ## One more face
#
# A representation is a function, too. It takes a message and gives back bytes. In here,
# what the author wrote is in `message.draft`: `sender`, `recipient` and `body`.
# **Predict:** is the new face in the list of a `406`?


# %%
def as_quote(message):
    return f"{message.id} | {message.draft.sender}: {message.draft.body}".encode()


api.add_face("text/markdown", as_quote)
show(requests.get(f"{api.url}/messages/2", headers={"Accept": "text/markdown"}))
refused = requests.get(f"{api.url}/messages/2", headers={"Accept": "video/mp4"})
print(refused.status_code, refused.json()["detail"])

# %% [markdown]
# ## Exercises
#
# Each begins with `api.reset()`, so that nothing of an earlier try is left. It takes
# away what you have added, in the other exercises, too: to check one of those again,
# run its cell again. If your code fails, the server answers `500`, and the last line of
# the traceback names the error.
#
# **Exercise 1.** Make a resource that keeps a list of blocked numbers, at
# `/blocked/{number}`, and add it. Nothing else is sent in the content. Three methods:
#
# | call | if the number is not blocked | if it is blocked |
# |---|---|---|
# | `GET` | `404`, as a problem | `200`, the JSON `{"number": "+15551234567"}` |
# | `PUT` | blocks it: `201` | `204` |
# | `DELETE` | `404`, as a problem | unblocks it: `204` |
#
# The `200` says `Cache-Control: no-cache`. All else, such as the `405`, comes by
# itself. `respond(201)` and `respond(204)` are answers without content. `blocked` is a
# set: it knows `blocked.add(number)`, `blocked.remove(number)` and `number in blocked`.
# (The check calls your server.)

# %% name="blocked_numbers" tags=["exercise"]
api.reset()
blocked = set()
# Write a class here, and add an object of it to the server.

resource = ...  # the object that you have added

# %%
check("blocked_numbers", resource)

# %% [markdown]
# **Exercise 2.** Give each message one more face: `text/csv`, a table for spreadsheets.
# It has two lines: the names `id,from,to,body`, and below them the values. The rules of
# CSV are in RFC 4180:
#
# - Each line ends with `\r\n`.
# - A value in which there is a comma, a double quote, `\r` or `\n` stands in double
#   quotes. Inside of them, each double quote is written twice: `"Say ""tea""."`
#
# Write the function, and add it. (Python's module `csv` can help you, but need not. The
# check sends messages of its own.)

# %% name="csv_face" tags=["exercise"]
api.reset()
# Add your function to the server here.

as_csv = ...  # the function that makes bytes of a message

# %%
check("csv_face", as_csv)

# %% [markdown]
# **Exercise 3.** Closing time. Write a rule, and put it around the server: `GET`,
# `HEAD` and `OPTIONS` are answered as ever. `POST`, `PUT`, `PATCH` and `DELETE` are
# refused by your rule: `503` as a problem, with `Retry-After: 60`, and nothing is
# changed. (`Problem(503, "...", {...})` takes header fields, too, as text. Whatever
# your rule breaks: `api.reset()` always works.)

# %% name="closing_time" tags=["exercise"]
api.reset()
# Put your rule around the server here.

closing_time = ...  # the rule, a function

# %%
check("closing_time", closing_time)

# %% [markdown]
# ## Quiz
#
# 1. You add a resource whose only method is `get`. Somebody sends a `DELETE` to its
#    URL. What comes back?
#    **a** `404`: with `DELETE`, this URL is wrong · **b** `405`, from the router ·
#    **c** what `get` gives back
# 2. A rule raises a `Problem` before it calls `app(request)`. What does the resource
#    notice?
#    **a** nothing · **b** it does its work, and its answer is thrown away ·
#    **c** it gets the request without its content
# 3. What is an `App`?
#    **a** a folder with a file for each URL · **b** a program that listens at a port ·
#    **c** a function from a request to a response

# %% name="quiz_inside" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_inside", letters)

# %% [markdown]
# ## What a real API does differently
#
# Frameworks such as Flask, Django and FastAPI give you the same two things: functions
# or classes behind path patterns, and layers around them, which many call *middleware*.
# Python has a standard for that one function, WSGI (PEP 3333); your server can be put
# behind it, by `toy_api.as_wsgi`.
#
# A real look-up knows more than three country codes, and how long the numbers of each
# country are. And a real API is not changed while it runs: its code is tested, and then
# started anew.
#
# ## Key points
#
# - A server is a function: a request goes in, a response comes out. The network is a
#   door to it, and you can call it without.
# - A resource is an object; its methods are named after verbs. `405`, `HEAD` and
#   `OPTIONS` follow from which methods it has.
# - A rule takes an app and gives back an app. It can act before, after or in place of
#   what is inside, and sees only that.
# - What is added inside the rules gets what they give: `ETag`, `304`, `Date`, the log.
#
# **Next:** [22 · What makes it REST](22_what_makes_it_rest.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** one function 7, a resource of your own 10, what nobody wrote 5, a rule
#   goes around and the page 9, one more face 3, exercises and quiz 21.
# - **Likely errors:**
#   - the class in place of an object of it: `api.add` says so → brackets behind the
#     name make an object.
#   - a method without the parameter `number`: `500`, and a traceback below the cell →
#     `def get(self, request, number):`.
#   - a rule without its last line → `return answer`: what a rule gives back is the
#     answer.
#   - a rule that calls `app(request)` and refuses afterwards → the message is changed
#     all the same: refuse first.
#   - code that calls the API by `requests` while it answers → the server does one thing
#     at a time, so it waits for itself: `api.stop()`, then `api = start()`.
# - **Discuss:** a rule shall count all answers, the `404`s as well. Where would it have
#   to stand in `create_api`?
# - **Short version:** one function, the look-up, what nobody wrote, exercise 1: 26
#   minutes.
#
# </details>
