# %% [markdown]
# # 00 · Start here
#
# **Is my server running, and is it mine?**
#
# 15 minutes. You need this page and a little Python: variables, functions, loops,
# lists, dictionaries.
#
# After this lesson you can
#
# - start a server of your own and make a call that it answers,
# - bring the server back to its first state, and prove that it is there.

# %% [markdown]
# ## How to use this page
#
# You see text, and code in grey cells. Click into a cell and press **Shift + Enter**:
# the code runs, and what it prints appears below it. Run the cells from top to bottom.
#
# If you only want to read: all results are here already.

# %%
import requests

from lessons import check, compare, hint, predict, show, solution
from toy_api import start

api = start()

# %% [markdown]
# ## Your server
#
# That last line started a server. It is a real one: it waits at an address and answers
# every program that calls. Where is it?

# %%
print(api.url)

# %% [markdown]
# `127.0.0.1` is the address of *this* computer. The number behind the colon is the
# *port*: the door of your server among the many doors of the computer. Your system
# picks a free one, so your number differs from your neighbour's. In the results that
# are stored in this page it is 8000; when you run a cell, you see your own.
#
# Click on the address: your browser gets an answer, too. Any program on this computer
# may call your server.
#
# Does anything leave your computer? Python knows which addresses stay inside:

# %%
import ipaddress

print(ipaddress.ip_address("127.0.0.1").is_loopback)

# %% [markdown]
# *Loopback* means: what you send to this address comes straight back to your own
# computer. You need no network, no account and no key.

# %% [markdown]
# ## A first call
#
# Ask the server for message number 1. `show` draws what happened.

# %%
response = requests.get(f"{api.url}/messages/1")
show(response)

# %% [markdown]
# The *request* is what you sent, the *response* is what came back. Nobody wrote these
# lines for you to look at: they are what crossed the wire, from the server's own log.
# Lesson 02 explains them; the few that are only counted here are listed there too.
#
# Only the server's clock is a toy: it starts at nine o'clock on 1 January 2024 and
# moves on by one second with each request, so that your page looks like everybody's.
#
# Every call has five steps, and we use these five words for them from now on:
#
# | step | here |
# |---|---|
# | **address** | the URL (web address) of what you want: `…/messages/1` |
# | **ask** | the method, what shall happen: `GET`, "give it to me" |
# | **describe** | what you send along: here nothing more |
# | **check** | the status, how it went: `200 OK` |
# | **use** | the content that came back: a message, written as JSON |
#
# JSON is text that programs read easily; it looks much like a Python dictionary. (The
# `"status"` *inside* the message is something else: how far its sending has come.
# `queued` means that it waits to be sent.)
#
# The last two steps in Python:

# %%
print(response.status_code)
print(response.json()["body"])

# %% [markdown]
# ## One server, however often you start it
#
# **Predict:** you run the first cell a second time. Is it the same server then?
#
# Who predicts before looking learns more. Write `True` or `False` in the place of the
# dots and run the cell; the next cell puts your prediction beside what came. (Paper
# does as well.)

# %%
predict("same_server", ...)

# %%
again = start()
compare("same_server", again.url == api.url)

# %% [markdown]
# `True`: it is the same server. Each notebook has one server of its own, and `start()`
# starts it only if it is not running yet. So you can run the first cell again at any
# time. (The next lesson, another notebook, has another server.)

# %% [markdown]
# ## Your server really stores things
#
# Some practice servers only pretend: they answer "deleted" and forget nothing. Let us
# find out. `api.state()` is a fingerprint of all stored messages: it changes when any
# of them changes. Keep the one of this moment:

# %%
before = api.state()
print(before)

# %% [markdown]
# **Predict:** you delete message 1, then ask for it. What comes back?

# %% tags=["M29"]
deleted = requests.delete(f"{api.url}/messages/1")
show(requests.get(f"{api.url}/messages/1"))

# %% [markdown]
# It is gone: the answer is `404 Not Found`. The fingerprint agrees:

# %%
print(api.state() == before)

# %% [markdown]
# ## Begin anew
#
# You can not break anything for good. `api.reset()` brings back the messages of the
# start, and the server's clock.

# %%
api.reset()
print(api.state() == before)

# %% [markdown]
# The same fingerprint as before: the same messages are there, number 1 included.

# %% [markdown]
# ## Exercises
#
# In an exercise you put your answer in the place of the three dots `...`, run the cell,
# then run the `check` below it. A check says one of three things: *not tried yet*,
# *not yet*, or *right* (and why it works). Try as often as you like.
#
# Exercise 1 is going to ask for message **3**. This is what its check says if you give
# it the call for message 1 from above: what it expected, what it has seen on the wire,
# and where to look.

# %%
check("first_call", response)

# %% [markdown]
# Stuck? Write `hint("first_call")` into an empty cell and run it. There are three hints
# for each exercise, and then `solution("first_call")`. (An empty cell: click beside a
# cell, then press **B**.)
#
# **Exercise 1.** Ask your server for message **3**. Put the whole call,
# `requests.get(...)`, in the place of the dots. (Mind the `f` in front of the quotes:
# without it, Python does not put the address in, and tells you `No scheme supplied`.)

# %% name="first_call" tags=["exercise"]
first_call = ...

# %%
check("first_call", first_call)

# %% [markdown]
# **Exercise 2.** Now break it on purpose: ask for a message that is *not* there, so
# that the server answers `404 Not Found`.

# %% name="broken_call" tags=["exercise"]
broken_call = ...

# %%
check("broken_call", broken_call)

# %% [markdown]
# **Exercise 3.** Delete message **5**, then bring the server back to its first state.
# Then put the fingerprint of all messages, as `api.state()` gives it, in the place of
# the dots.

# %% name="back_to_start" tags=["exercise"]
# First delete message 5 here, then reset.

state_now = ...

# %%
check("back_to_start", state_now)

# %% [markdown]
# ## Quiz
#
# 1. You run the first cell twice. What happens?
#    **a** there are two servers · **b** there is still one ·
#    **c** the second is refused
# 2. Who can call your server?
#    **a** everybody on the Internet · **b** nobody but this notebook ·
#    **c** any program on this computer
# 3. A call to delete a message was answered. Is the message really gone?
#    **a** yes, until a reset · **b** no, it is a toy · **c** only in this cell
#
# Write your three letters, such as `["a", "b", "c"]`.

# %% name="quiz_start_here" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_start_here", letters)

# %% [markdown]
# ## What a real API does differently
#
# A real API, such as Twilio's for text messages, runs on somebody else's computers.
# You reach it over the Internet, with an account and a key, and its calls cost money.
# It can not be reset. The calls themselves look just like yours.
#
# ## Key points
#
# - Your server runs on this computer only, at an address that ends in a port.
# - Every call has five steps: address, ask, describe, check, use.
# - The server stores what you do. `api.reset()` takes everything back to the start.
#
# **Next:** [01 · What is a REST API?](01_what_is_a_rest_api.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** your server 4, state and reset 4, exercises and quiz 7.
# - **Likely errors:**
#   - `NameError: requests` or `api` → the first cell was not run: run it, then this one
#     again.
#   - the `f` is left out in front of the URL: `No scheme supplied` → without it, Python
#     leaves `{api.url}` as it stands.
#   - `first_call = "..."`, a text → the dots give way to a call, without quotes around
#     it: `requests.get(...)`.
# - **Discuss:** why is it useful that a practice server forgets nothing by itself?
# - **Short version:** first cell, first call, exercise 1: 6 minutes.
#
# </details>
