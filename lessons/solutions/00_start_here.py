# %% name="first_call"
first_call = requests.get(f"{api.url}/messages/3")

# %% name="broken_call"
broken_call = requests.get(f"{api.url}/messages/99")

# %% name="back_to_start"
requests.delete(f"{api.url}/messages/5")
api.reset()

state_now = api.state()

# %% name="quiz_start_here"
letters = ["b", "c", "a"]
