-- known_event: the events that name a process, with the hash of its process and of its parent. Reads event.
CREATE OR REPLACE VIEW known_event AS FROM event WHERE pid_hash IS NOT NULL AND time IS NOT NULL;
