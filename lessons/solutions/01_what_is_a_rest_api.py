# %% name="three_words"
words = {
    "GET": "method",
    "what lives at /messages/4": "resource",
    "the JSON text that came back": "representation",
}

# %% name="crud"
crud = {
    "create": "POST",
    "read": "GET",
    "update": "PUT",
    "delete": "DELETE",
}

# %% name="whole_life"
mine = requests.post(f"{api.url}/messages", json=ship | {"body": "Hello!"})
my_id = mine.json()["id"]
my_url = f"{api.url}/messages/{my_id}"

requests.get(my_url)
requests.put(my_url, json=ship | {"body": "Another text"})
requests.delete(my_url)

# %% name="quiz_rest"
letters = ["b", "a", "c"]
