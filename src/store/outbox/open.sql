/*+ whole: what is still to be sent, which is few of what ever was */
SELECT id FROM outbox WHERE state NOT IN ('sent', 'discarded') ORDER BY id
