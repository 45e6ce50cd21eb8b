# %% name="ordered_lines" says="Who sends it, the client or the server?"
my_lines = [
    "GET /messages/4 HTTP/1.1",
    "Host: toy.test",
    "Connection: close",
    "HTTP/1.1 200 OK",
    "",
]

# %% name="ordered_lines" says="What tells the server that no more fields follow?"
my_lines = ["GET /messages/4 HTTP/1.1", "Host: toy.test", "Connection: close"]

# %% name="ordered_lines" says="A request begins with its method"
my_lines = ["Host: toy.test", "GET /messages/4 HTTP/1.1", "Connection: close", ""]

# %% name="ordered_lines" says="Is `Host: toy.test` missing"
my_lines = ["GET /messages/4 HTTP/1.1", "Connection: close", ""]

# %% name="labels" says="Which line is blank?"
labels = {
    "status line": 1,
    "what kind of content this is": 2,
    "end of the header fields": 3,
    "first line of the content": 5,
}

# %% name="labels" says="The content begins behind the blank line"
labels = {
    "status line": 1,
    "what kind of content this is": 2,
    "end of the header fields": 4,
    "first line of the content": 4,
}

# %% name="labels" says="Look for the word Type"
labels = {
    "status line": 1,
    "what kind of content this is": 3,
    "end of the header fields": 4,
    "first line of the content": 5,
}

# %% name="by_hand" says="the text that came back, not what you sent"
my_reply = requests.get(f"{api.url}/messages/5", headers={"Learner": "Ada"})

# %% name="by_hand" says="The Host field is missing"
my_reply = send("GET /messages/5 HTTP/1.1\r\nLearner: Ada\r\n\r\n")

# %% name="by_hand" says="Host, Connection"
my_reply = send(f"GET /messages/5 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")

# %% name="by_hand" says="one to `/messages/2`"
my_reply = send(
    f"GET /messages/2 HTTP/1.1\r\nHost: {host}\r\nLearner: Ada\r\n"
    "Connection: close\r\n\r\n"
)

# %% name="by_hand" says="a blank line ends the head"
my_reply = send(f"GET /messages/5 HTTP/1.1\r\nHost: {host}\r\nLearner: Ada\r\n")

# %% name="by_hand" says="An `f` before the quotation marks"
my_reply = send("GET /messages/5 HTTP/1.1\r\nHost: {host}\r\nLearner: Ada\r\n\r\n")

# %% name="quiz_request" says="It counts the content"
letters = ["a", "c", "b"]

# %% name="quiz_request" says="The request line in the log had no fragment"
letters = ["b", "a", "b"]

# %% name="quiz_request" says="Both lists were equal"
letters = ["b", "c", "a"]
