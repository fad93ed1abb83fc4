CREATE TABLE `agent_leases` (
	`connection_id` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`agent_id` int NOT NULL,
	`expires_at` timestamp(3) NOT NULL,
	CONSTRAINT `agent_leases_connection_id` PRIMARY KEY(`connection_id`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
CREATE TABLE `agents` (
	`id` int AUTO_INCREMENT NOT NULL,
	`username` varchar(100) NOT NULL,
	`email` varchar(255) NOT NULL,
	`password_hash` varchar(255) NOT NULL,
	`full_name` varchar(255) NOT NULL,
	`is_online` boolean DEFAULT false,
	`last_active` timestamp DEFAULT CURRENT_TIMESTAMP,
	`created_at` timestamp DEFAULT CURRENT_TIMESTAMP,
	`is_active` boolean DEFAULT true,
	`user_id` int,
	`token_version` int NOT NULL DEFAULT 1,
	CONSTRAINT `agents_id` PRIMARY KEY(`id`),
	CONSTRAINT `agents_username_unique` UNIQUE(`username`),
	CONSTRAINT `agents_email_unique` UNIQUE(`email`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
CREATE TABLE `users` (
	`id` int AUTO_INCREMENT NOT NULL,
	`username` varchar(100) NOT NULL,
	`email` varchar(255) NOT NULL,
	`password` varchar(255) NOT NULL,
	`created_at` timestamp DEFAULT CURRENT_TIMESTAMP,
	`updated_at` timestamp DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
	`token_version` int NOT NULL DEFAULT 1,
	CONSTRAINT `users_id` PRIMARY KEY(`id`),
	CONSTRAINT `users_username_unique` UNIQUE(`username`),
	CONSTRAINT `users_email_unique` UNIQUE(`email`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
CREATE TABLE `messages` (
	`id` int AUTO_INCREMENT NOT NULL,
	`session_id` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`sender_type` enum('visitor','agent','ai') NOT NULL,
	`sender_id` int,
	`message` text NOT NULL,
	`message_type` enum('text','file','system') DEFAULT 'text',
	`metadata` json,
	`created_at` timestamp DEFAULT CURRENT_TIMESTAMP,
	`client_message_id` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	CONSTRAINT `messages_id` PRIMARY KEY(`id`),
	CONSTRAINT `messages_client_id_unique` UNIQUE(`session_id`,`client_message_id`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
CREATE TABLE `assignments` (
	`id` int AUTO_INCREMENT NOT NULL,
	`session_id` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`site_key` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`agent_id` int NOT NULL,
	`escalated_at` timestamp NOT NULL,
	`accepted_at` timestamp NOT NULL,
	CONSTRAINT `assignments_id` PRIMARY KEY(`id`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
CREATE TABLE `ratings` (
	`id` int AUTO_INCREMENT NOT NULL,
	`session_id` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`agent_id` int,
	`score` tinyint NOT NULL,
	`comment` text,
	`created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
	`updated_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
	CONSTRAINT `ratings_id` PRIMARY KEY(`id`),
	CONSTRAINT `ratings_session_unique` UNIQUE(`session_id`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` int AUTO_INCREMENT NOT NULL,
	`session_id` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`site_key` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`visitor_name` varchar(255),
	`visitor_email` varchar(255),
	`visitor_info` json,
	`status` enum('waiting','active','closed') DEFAULT 'waiting',
	`assigned_agent_id` int,
	`started_at` timestamp DEFAULT CURRENT_TIMESTAMP,
	`ended_at` timestamp,
	`ai_mode` boolean DEFAULT true,
	`escalated_at` timestamp,
	`epoch` int NOT NULL DEFAULT 0,
	`visitor_secret_hash` varchar(64),
	`escalation_reason` varchar(500),
	CONSTRAINT `sessions_id` PRIMARY KEY(`id`),
	CONSTRAINT `sessions_session_id_unique` UNIQUE(`session_id`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
CREATE TABLE `knowledge_pairs` (
	`id` int AUTO_INCREMENT NOT NULL,
	`user_id` int NOT NULL,
	`question` varchar(500) NOT NULL,
	`answer` text NOT NULL,
	`created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
	`updated_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
	CONSTRAINT `knowledge_pairs_id` PRIMARY KEY(`id`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
CREATE TABLE `widget_configs` (
	`id` int AUTO_INCREMENT NOT NULL,
	`user_id` int,
	`site_key` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`business_name` varchar(255) NOT NULL,
	`widget_title` varchar(255) DEFAULT 'Chat with us',
	`welcome_message` text DEFAULT ('Hello! How can we help you today?'),
	`primary_color` varchar(7) DEFAULT '#007bff',
	`secondary_color` varchar(7) DEFAULT '#6c757d',
	`position` enum('bottom-right','bottom-left','top-right','top-left') DEFAULT 'bottom-right',
	`enable_prechat_form` boolean DEFAULT false,
	`prechat_fields` json,
	`created_at` timestamp DEFAULT CURRENT_TIMESTAMP,
	`updated_at` timestamp DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
	`is_active` boolean DEFAULT true,
	CONSTRAINT `widget_configs_id` PRIMARY KEY(`id`),
	CONSTRAINT `widget_configs_site_key_unique` UNIQUE(`site_key`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
ALTER TABLE `agent_leases` ADD CONSTRAINT `agent_leases_agent_id_agents_id_fk` FOREIGN KEY (`agent_id`) REFERENCES `agents`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `agents` ADD CONSTRAINT `agents_user_id_users_id_fk` FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `messages` ADD CONSTRAINT `messages_session_id_sessions_session_id_fk` FOREIGN KEY (`session_id`) REFERENCES `sessions`(`session_id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `assignments` ADD CONSTRAINT `assignments_session_id_sessions_session_id_fk` FOREIGN KEY (`session_id`) REFERENCES `sessions`(`session_id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `assignments` ADD CONSTRAINT `assignments_agent_id_agents_id_fk` FOREIGN KEY (`agent_id`) REFERENCES `agents`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ratings` ADD CONSTRAINT `ratings_session_id_sessions_session_id_fk` FOREIGN KEY (`session_id`) REFERENCES `sessions`(`session_id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `ratings` ADD CONSTRAINT `ratings_agent_id_agents_id_fk` FOREIGN KEY (`agent_id`) REFERENCES `agents`(`id`) ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `sessions` ADD CONSTRAINT `sessions_site_key_widget_configs_site_key_fk` FOREIGN KEY (`site_key`) REFERENCES `widget_configs`(`site_key`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `sessions` ADD CONSTRAINT `sessions_assigned_agent_id_agents_id_fk` FOREIGN KEY (`assigned_agent_id`) REFERENCES `agents`(`id`) ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `knowledge_pairs` ADD CONSTRAINT `knowledge_pairs_user_id_users_id_fk` FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `widget_configs` ADD CONSTRAINT `widget_configs_user_id_users_id_fk` FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `agent_leases_agent` ON `agent_leases` (`agent_id`,`expires_at`);--> statement-breakpoint
CREATE INDEX `agents_user` ON `agents` (`user_id`,`id`);--> statement-breakpoint
CREATE INDEX `messages_session` ON `messages` (`session_id`,`id`);--> statement-breakpoint
CREATE INDEX `assignments_site` ON `assignments` (`site_key`,`accepted_at`);--> statement-breakpoint
CREATE INDEX `assignments_agent` ON `assignments` (`agent_id`,`session_id`);--> statement-breakpoint
CREATE INDEX `assignments_session` ON `assignments` (`session_id`);--> statement-breakpoint
CREATE INDEX `ratings_agent` ON `ratings` (`agent_id`);--> statement-breakpoint
CREATE INDEX `sessions_queue` ON `sessions` (`site_key`,`status`,`escalated_at`,`id`);--> statement-breakpoint
CREATE INDEX `sessions_agent` ON `sessions` (`assigned_agent_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `knowledge_pairs_user` ON `knowledge_pairs` (`user_id`,`id`);--> statement-breakpoint
CREATE INDEX `widget_configs_user` ON `widget_configs` (`user_id`,`id`);