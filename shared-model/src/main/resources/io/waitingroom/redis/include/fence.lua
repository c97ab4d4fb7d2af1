-- Returns whether the caller holds the lease with token ARGV[1] in epoch ARGV[2].
-- No key expires while a script runs, so what follows the check cannot race with the lease's end.
local function leads(room)
  return room and redis.call('GET', LEASE) == ARGV[1] and room.epoch == tonumber(ARGV[2])
end
