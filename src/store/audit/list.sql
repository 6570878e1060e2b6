/*+ whole: newest first from the place that is asked for, which a page ends; what a text or a number finds is put in order */
SELECT a.id, a.at, u.name, u.roles, a.op, a.origin, a.system_user, a.machine, a.refused, a.hash
