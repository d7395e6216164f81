# ten NEW EVENTS: a plan for every district
ten() {
	mkdir -p plans
	for d in 320505 320506 320507 320508 320509 320571 320581 320582 320583 320585; do
		printf 'plan: 计划\nscope: "%s"\nyears: [2023, 2024]\nissued: 2023-04-30\ntargets:\n  - {indicator: new_1yi, values: {2023: %s, 2024: 1}}\n  - {indicator: promotion_events, values: {2023: %s}}\n...\n' $d $1 $2 >plans/$d.yaml
	done
}
