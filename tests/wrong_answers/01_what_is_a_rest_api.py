# %% name="three_words" says="It says what shall happen"
words = {
    "GET": "resource",
    "what lives at /messages/4": "resource",
    "the JSON text that came back": "representation",
}

# %% name="three_words" says="It is what has the URL"
words = {
    "GET": "method",
    "what lives at /messages/4": "representation",
    "the JSON text that came back": "resource",
}

# %% name="three_words" says="HTML could show the same message"
words = {
    "GET": "method",
    "what lives at /messages/4": "resource",
    "the JSON text that came back": "resource",
}

# %% name="crud" says="Which call was answered with 201"
crud = {"create": "PUT", "read": "GET", "update": "POST", "delete": "DELETE"}

# %% name="crud" says="Change only what stands behind the colons"
crud = ["POST", "GET", "PUT", "DELETE"]

# %% name="crud" says="Which call put a new version"
crud = {"create": "POST", "read": "GET", "update": "POST", "delete": "DELETE"}

# %% name="whole_life" says="a value of type Response"
my_id = requests.post(f"{api.url}/messages", json=ship)

# %% name="whole_life" says="which the text above sent"
my_id = 7

# %% name="whole_life" says="no such call in the log"
my_id = 6

# %% name="whole_life" says="422: `PUT` takes the whole message"
my_id = requests.post(f"{api.url}/messages", json=ship | {"body": "Hi"}).json()["id"]
requests.get(f"{api.url}/messages/{my_id}")
requests.put(f"{api.url}/messages/{my_id}", json={"body": "Only the body"})

# %% name="whole_life" says="deleted: `DELETE /messages/101`, answered 204"
my_id = requests.post(f"{api.url}/messages", json=ship | {"body": "Hi"}).json()["id"]
requests.get(f"{api.url}/messages/{my_id}")
requests.put(f"{api.url}/messages/{my_id}", json=ship | {"body": "Hi"})

# %% name="whole_life" says="the same body all the time"
my_id = requests.post(f"{api.url}/messages", json=ship | {"body": "Hi"}).json()["id"]
requests.get(f"{api.url}/messages/{my_id}")
requests.put(f"{api.url}/messages/{my_id}", json=ship | {"body": "Hi"})
requests.delete(f"{api.url}/messages/{my_id}")

# %% name="whole_life" says="begin with a new POST"
my_id = requests.post(f"{api.url}/messages", json=ship | {"body": "Hi"}).json()["id"]
requests.put(f"{api.url}/messages/{my_id}", json=ship | {"body": "Ho"})
requests.delete(f"{api.url}/messages/{my_id}")

# %% name="quiz_rest" says="JSON is one representation"
letters = ["a", "a", "c"]

# %% name="quiz_rest" says="Each POST creates one more"
letters = ["b", "b", "c"]

# %% name="quiz_rest" says="REST is JSON over HTTP"
letters = ["b", "a", "a"]
