# %% name="first_call" says="This is only an address"
first_call = f"{api.url}/messages/3"

# %% name="first_call" says="Seen: `GET /messages/1`, answered 200 OK"
first_call = requests.get(f"{api.url}/messages/1")

# %% name="first_call" says="The word behind `requests.` is the method."
first_call = requests.delete(f"{api.url}/messages/3")

# %% name="first_call" says="Did you delete message 3?"
requests.delete(f"{api.url}/messages/3")
first_call = requests.get(f"{api.url}/messages/3")

# %% name="first_call" says="and nothing behind it"
first_call = requests.get(f"{api.url}/messages/3/")

# %% name="first_call" says="`show` draws and gives nothing back"
first_call = show(requests.get(f"{api.url}/messages/3"))

# %% name="broken_call" says="200 OK` to `GET /messages/2`"
broken_call = requests.get(f"{api.url}/messages/2")

# %% name="broken_call" says="`POST /messages/99`, answered 405"
broken_call = requests.post(f"{api.url}/messages/99")

# %% name="broken_call" says="`GET /message/1`"
broken_call = requests.get(f"{api.url}/message/1")

# %% name="back_to_start" says="no such call in the log"
state_now = api.state()

# %% name="back_to_start" says="other messages, in your answer"
requests.delete(f"{api.url}/messages/5")
state_now = api.state()

# %% name="back_to_start" says="with the brackets"
requests.delete(f"{api.url}/messages/5")
api.reset()
state_now = api.state

# %% name="quiz_start_here" says="Twice started is one server"
letters = ["a", "c", "a"]

# %% name="quiz_start_here" says="127.0.0.1 is loopback"
letters = ["b", "a", "a"]

# %% name="quiz_start_here" says="The GET said 404"
letters = ["b", "c", "b"]
