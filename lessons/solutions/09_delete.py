# %% name="delete_codes"
codes = [204, 404, 404]

# %% name="sender_loop"
loop_lines = [
    "sent = requests.get(f'{api.url}/messages', params={'from': sender})",
    "for message in sent.json():",
    "    number = message['id']",
    "    url = f'{api.url}/messages/{number}'",
    "    requests.delete(url)",
]

# %% name="soft_delete"
message = f"{api.url}/messages/2"
marked = requests.patch(message, json={"tags": {"deleted": "yes"}}, headers=merge)

# %% name="delete_if_there"
def delete_if_there(url):
    response = requests.delete(url)
    if response.status_code == 404:
        return False
    response.raise_for_status()
    return True

# %% name="quiz_delete"
letters = ["c", "a", "b"]
