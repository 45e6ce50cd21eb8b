# %% name="delete_codes" says="another status code for the second `DELETE`"
codes = [204, 404, 204]

# %% name="delete_codes" says="another status code for the `GET`"
codes = [204, 204, 404]

# %% name="delete_codes" says="another status code for the first `DELETE`"
codes = [200, 404, 404]

# %% name="delete_codes" says="a list of three status codes"
codes = [204, 404]

# %% name="delete_codes" says="Seen: none yet"
codes = [204, ..., ...]

# %% name="sender_loop" says="Which line sends `DELETE` to the whole collection"
loop_lines = [
    "requests.delete(f'{api.url}/messages', params={'from': sender})",
    "sent = requests.get(f'{api.url}/messages', params={'from': sender})",
    "for message in sent.json():",
    "    number = message['id']",
    "    url = f'{api.url}/messages/{number}'",
    "    requests.delete(url)",
]

# %% name="sender_loop" says="name 'url' is not defined"
loop_lines = [
    "sent = requests.get(f'{api.url}/messages', params={'from': sender})",
    "for message in sent.json():",
    "    number = message['id']",
    "    requests.delete(url)",
    "    url = f'{api.url}/messages/{number}'",
]

# %% name="sender_loop" says="no `DELETE` at all"
loop_lines = [
    "sent = requests.get(f'{api.url}/messages', params={'from': sender})",
    "for message in sent.json():",
    "    number = message['id']",
    "    url = f'{api.url}/messages/{number}'",
]

# %% name="sender_loop" says="Expected: a `DELETE` of each of the three messages"
loop_lines = [
    "sent = requests.get(f'{api.url}/messages', params={'from': sender})",
    "for message in sent.json():",
    "    number = message['id']",
    "    url = f'{api.url}/messages/{number}'",
    "requests.delete(url)",
]

# %% name="sender_loop" says="and only those: copy the blanks"
loop_lines = [
    "sent = requests.get(f'{api.url}/messages', params={'from': sender})",
    "    number = message['id']",
    "for message in sent.json():",
    "    url = f'{api.url}/messages/{number}'",
    "    requests.delete(url)",
]

# %% name="sender_loop" says="Is a line there twice"
loop_lines = [
    "sent = requests.get(f'{api.url}/messages', params={'from': sender})",
    "for message in sent.json():",
    "    number = message['id']",
    "    url = f'{api.url}/messages/{number}'",
    "    requests.delete(url)",
    "    requests.delete(url)",
]

# %% name="sender_loop" says="no change but the three messages gone"
loop_lines = [
    "requests.delete(f'{api.url}/messages/5')",
    "sent = requests.get(f'{api.url}/messages', params={'from': sender})",
    "for message in sent.json():",
    "    number = message['id']",
    "    url = f'{api.url}/messages/{number}'",
    "    requests.delete(url)",
]

# %% name="soft_delete" says="A soft delete sends no `DELETE`"
marked = requests.delete(f"{api.url}/messages/2")
api.reset()

# %% name="soft_delete" says="Content-Type: application/json"
marked = requests.patch(f"{api.url}/messages/2", json={"tags": {"deleted": "yes"}})

# %% name="soft_delete" says="a patch that adds one tag"
only = {"tags": {"gone": "yes"}}
marked = requests.patch(f"{api.url}/messages/2", json=only, headers=merge)

# %% name="soft_delete" says="The mark goes inside `tags`, as text. The server says: 1 field is wrong"
only = {"deleted": "yes"}
marked = requests.patch(f"{api.url}/messages/2", json=only, headers=merge)

# %% name="soft_delete" says="message 2 has another body now"
both = {"body": "", "tags": {"deleted": "yes"}}
marked = requests.patch(f"{api.url}/messages/2", json=both, headers=merge)
api.reset()

# %% name="soft_delete" says="a `PATCH` of `/messages/2`"
marked = requests.put(f"{api.url}/messages/2", json=note | {"tags": {"deleted": "yes"}})
api.reset()

# %% name="soft_delete" says="a message 2 that is there"
requests.delete(f"{api.url}/messages/2")
message = f"{api.url}/messages/2"
marked = requests.patch(message, json={"tags": {"deleted": "yes"}}, headers=merge)
api.reset()

# %% name="soft_delete" says="a `DELETE` of it after your patch"
message = f"{api.url}/messages/2"
marked = requests.patch(message, json={"tags": {"deleted": "yes"}}, headers=merge)
requests.delete(message)

# %% name="delete_if_there" says="is answered 405"
def delete_if_there(url):
    return requests.delete(url).ok

# %% name="delete_if_there" says="Look for 404 before `raise_for_status()`"
def delete_if_there(url):
    response = requests.delete(url)
    response.raise_for_status()
    return True

# %% name="delete_if_there" says="there is nothing for `.json()` to read"
def delete_if_there(url):
    return bool(requests.delete(url).json())

# %% name="delete_if_there" says="it gave back `None`"
def delete_if_there(url):
    gone = requests.delete(url).status_code == 204

# %% name="delete_if_there" says="is answered 400"
def delete_if_there(url):
    response = requests.delete(url)
    if response.status_code == 405:
        raise ValueError(url)
    return response.ok

# %% name="delete_if_there" says="TypeError"
def delete_if_there():
    return requests.delete(url).ok

# %% name="delete_if_there" says="Hand over its name, without brackets"
delete_if_there = requests.delete(new_message()).ok

# %% name="delete_if_there" says="it gave back `204`"
def delete_if_there(url):
    return requests.delete(url).status_code

# %% name="delete_if_there" says="it gave back `True`"
def delete_if_there(url):
    requests.delete(url)
    return True

# %% name="delete_if_there" says="NameError"
def delete_if_there(url):
    response = requests.delete(url)
    if response.status_code in (204, 404):
        return response.ok
    raise_for_status()

# %% name="soft_delete" says="as text"
broken = {"tags": {"deleted": True}}
marked = requests.patch(f"{api.url}/messages/2", json=broken, headers=merge)

# %% name="quiz_delete" says="After one and after five, the fingerprint was equal"
letters = ["a", "a", "b"]

# %% name="quiz_delete" says="You saw 204 and then 404"
letters = ["c", "b", "b"]

# %% name="quiz_delete" says="There were zero bytes of content"
letters = ["c", "a", "a"]
