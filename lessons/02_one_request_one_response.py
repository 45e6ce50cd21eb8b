# %% [markdown]
# # 02 · One request, one response
#
# **What really travels between a client and a server?**
#
# 35 minutes. You need lessons 00 and 01.
#
# After this lesson you can
#
# - name every line of a request and of a response,
# - write a request by hand and send it without any HTTP library.

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
# 1. Which method creates, and which status tells you that it worked?
# 2. What is the difference between a resource and a representation?
#
# <details>
# <summary>Answers</summary>
#
# 1. `POST` creates; `201 Created`, with a `Location`.
# 2. A resource is what has a URL; a representation is what you get of it.
#
# </details>

# %% [markdown]
# ## It is text
#
# A request is a piece of text that your program, the *client*, sends to the server. The
# response is text too. Here is a whole request. Count its lines:

# %%
host = api.url.removeprefix("http://")
request = f"GET /messages/2 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
for text in request.splitlines():
    print(repr(text))

# %% [markdown]
# | line | what it is |
# |---|---|
# | 1 | the **request line**: method, target, version |
# | 2, 3 | **header fields**: a name, a colon, a value |
# | 4 | a **blank line**: the end of the header fields |
#
# `\r\n` is how HTTP ends a line: two characters, *carriage return* and *line feed*. So
# the end of the request is `\r\n\r\n`: the end of line 3, and the blank line 4.
#
# `Host` names the server that you want; a request without it is refused. `Connection:
# close` asks the server to hang up after this one answer.

# %% [markdown]
# ## Send it by hand
#
# A *socket* is a plain connection to another program: bytes go in, bytes come out. It
# knows nothing of HTTP. You need not understand every word of this cell; `encode` turns
# text into bytes.

# %%
import socket


def send(text):
    with socket.create_connection(host.split(":")) as line:
        line.sendall(text.encode())
        line.shutdown(socket.SHUT_WR)
        return line.makefile(newline="").read()


# %% [markdown]
# `send` opens a socket, pushes text in, says that this was all, and reads what comes
# back until the server hangs up.

# %%
reply = send(request)
print(reply)

# %% [markdown]
# That is a whole response: the **status line** (version, status code, a phrase for
# people), header fields, a blank line, and then the **content**. The fields:
#
# | field | what it tells |
# |---|---|
# | `Content-Type` | what kind of content this is |
# | `Date` | when the server answered |
# | `Content-Length` | how many bytes of content follow |
# | `Request-Id` | the number of this exchange in the server's log |
# | `Connection` | the server is going to hang up, as you asked |
#
# **Predict:** the content begins behind the blank line. How many bytes does Python
# count there?

# %%
head, blank, content = reply.partition("\r\n\r\n")
print(len(content.encode()))

# %% [markdown]
# Exactly what `Content-Length` announced.

# %% [markdown]
# ## Three ways, the same bytes
#
# `requests` does what you just did, with more comfort. So does `http.client`, which
# comes with Python. By itself, `requests` adds four fields to every call: who is asking
# (`User-Agent`), which packing it can undo (`Accept-Encoding`), which kinds of content
# it can read (`Accept`), and that the connection may stay open (`Connection`). Those
# are the four that `show` only counts.
#
# Give all three programs the same fields, and compare what reaches the server.

# %%
fields = {"User-Agent": "me", "Accept-Encoding": "identity", "Accept": "*/*"}
fields |= {"Connection": "close"}
lines = [f"{name}: {value}\r\n" for name, value in fields.items()]
reply = send(f"GET /messages/2 HTTP/1.1\r\nHost: {host}\r\n{''.join(lines)}\r\n")

# %%
import http.client

connection = http.client.HTTPConnection(host)
connection.request("GET", "/messages/2", headers=fields)
connection.getresponse().read()

response = requests.get(f"{api.url}/messages/2", headers=fields)

# %% [markdown]
# The server's log keeps the head of each request byte for byte: all that stands before
# the blank line. **Predict:** there are three new heads. How many *different* ones?

# %%
heads = [request.head for number, request, response in api.exchanges()[-3:]]
print(len(heads), "requests,", len(set(heads)), "text")
print(heads[0])

# %% [markdown]
# Three programs, the same bytes. There is no magic in an HTTP library; there is only
# text.

# %% [markdown]
# ## The blank line
#
# How does the server know that your request is complete? This time we do not say that
# this was all. We leave out the blank line, wait half a second, and then send it.
# **Predict:** what comes back before, and what after?

# %%
with socket.create_connection(host.split(":"), timeout=0.5) as line:
    line.sendall(f"GET /messages/2 HTTP/1.1\r\nHost: {host}\r\n".encode())
    try:
        print(line.recv(4096))
    except TimeoutError:
        print("nothing: the server is still waiting")
    line.sendall(b"\r\n")
    print(line.recv(4096).decode().partition("\r\n")[0])

# %% [markdown]
# Before the blank line, more header fields could follow, for all the server knew. The
# blank line was what it waited for.
#
# And is `Host` really needed? **Predict:** a request without it.

# %%
reply = send("GET /messages/2 HTTP/1.1\r\nConnection: close\r\n\r\n")
print(reply.partition("\r\n\r\n")[2])

# %% [markdown]
# ## What is never sent
#
# A URL may end in a *fragment*, such as `#body`. **Predict:** does the server get to
# see it?

# %%
show(requests.get(f"{api.url}/messages/2#body"))

# %% [markdown]
# Look at the request line: the fragment is not there. It is a note for the client,
# which may use it to scroll to a place in a page.
#
# And something that *is* sent, but should not be: can a `GET` have content? Nothing
# keeps you from it. **Predict:** does the answer change if the content asks for tea?

# %% tags=["M18"]
plain = requests.get(f"{api.url}/messages")
asking = requests.get(f"{api.url}/messages", json={"q": "tea"})
print(plain.text == asking.text)
print(api.exchanges()[-1].request.body)

# %% [markdown]
# The content did reach the server, and the server ignored it. Content in a `GET` has no
# agreed meaning. What you want to find belongs in the URL: lesson 03.

# %% [markdown]
# ## Exercises
#
# **Exercise 1.** Put these lines into an order that makes a request for message 4. One
# line does not belong: leave it out. (The check adds the `\r\n`. `toy.test` is an
# invented name: your server answers to any.)
#
# - `"Host: toy.test"`
# - `""`
# - `"HTTP/1.1 200 OK"`
# - `"GET /messages/4 HTTP/1.1"`
# - `"Connection: close"`

# %% name="ordered_lines" tags=["exercise"]
my_lines = [
    ...,
]

# %%
check("ordered_lines", my_lines)

# %% [markdown]
# **Exercise 2.** Here is a response, its lines numbered:
#
#     1  HTTP/1.1 200 OK
#     2  Content-Type: application/json
#     3  Content-Length: 14
#     4
#     5  {"body": "Hi"}
#
# Write the number of the line behind each name.

# %% name="labels" tags=["exercise"]
labels = {
    "status line": ...,
    "what kind of content this is": ...,
    "end of the header fields": ...,
    "first line of the content": ...,
}

# %%
check("labels", labels)

# %% [markdown]
# **Exercise 3.** Send a request by hand, with `send` from above: `GET` message **5**,
# and add a header field of your own, named `Learner`, with any value. Keep the reply.

# %% name="by_hand" tags=["exercise"]
my_reply = ...

# %%
check("by_hand", my_reply)

# %% [markdown]
# ## Quiz
#
# 1. How does the server know where the header fields end?
#    **a** by Content-Length · **b** by a blank line · **c** the connection is closed
# 2. You open `…/messages/2#body`. What does the server see of the URL's end?
#    **a** `/messages/2#body` · **b** only `#body` · **c** `/messages/2`
# 3. You put a filter into the content of a `GET`. What does a server do with it?
#    **a** it filters · **b** nothing you can rely on · **c** it stores it

# %% name="quiz_request" tags=["exercise"]
letters = [..., ..., ...]

# %%
check("quiz_request", letters)

# %% [markdown]
# ## What a real API does differently
#
# A real API speaks HTTPS: the same text, but encrypted on its way, so that nobody
# between you and the server can read it. Twilio's API answers in no other way. Many
# servers also speak HTTP/2 or HTTP/3, which pack the same method, target, fields and
# content into another form; your program does not notice.
#
# ## Key points
#
# - A request: request line, header fields, blank line, perhaps content.
# - A response: status line, header fields, blank line, perhaps content.
# - The fragment of a URL stays with the client. Content of a `GET` has no agreed
#   meaning.
#
# **Next:** [03 · Read](03_read.ipynb)
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** by hand 10, three ways 6, blank line and fragment 7, exercises and quiz
#   12.
# - **Likely errors:**
#   - one `\r\n` too few, or `\n` instead of it: `400` → the server sees the connection
#     end before the request does. Where is the blank line?
#   - no `Host`: `400` → read the `detail`: each request names the server that it is
#     for.
#   - `my_reply` is the text that was sent → `send(...)` gives the reply back: keep
#     that.
# - **Discuss:** why does every request name its `Host`, though the connection leads to
#   the server already?
# - **Short version:** send it by hand, the blank line, exercise 1: 18 minutes.
#
# </details>
